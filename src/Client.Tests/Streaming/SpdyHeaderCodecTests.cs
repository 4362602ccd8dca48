using System.IO.Compression;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.Client.Tests.Streaming;

public sealed class SpdyHeaderCodecTests
{
    // Header blocks of one connection as Go's spdystream 0.2 writes them.
    private static readonly byte[] GoFirst = Convert.FromHexString("78f9e3c6a7c26260606004a7b392a2d4c45c6851c2565c92925f5a02000000ffff");
    private static readonly byte[] GoSecond = Convert.FromHexString("0225480c39d6545024408aec2270ee303336b7646060e02c8244712628e9331a00000000ffff");

    [Fact]
    public void The_dictionary_has_the_checksum_of_the_standard()
    {
        var (a, b) = (1u, 0u);
        foreach (var x in SpdyDictionary.Bytes)
        {
            a = (a + x) % 65521;
            b = (b + a) % 65521;
        }
        Assert.Equal(SpdyDictionary.Id, (b << 16) | a);
        Assert.Equal(1423, SpdyDictionary.Bytes.Length);
    }

    [Fact]
    public void Blocks_that_Go_wrote_are_read()
    {
        using var decoder = new SpdyHeaderDecoder();
        Assert.Equal(new Dictionary<string, string> { ["streamtype"] = "stdout" }, decoder.Decode(GoFirst));
        var expected = new Dictionary<string, string> { ["streamtype"] = "error", ["port"] = "6379", ["requestid"] = "0" };
        Assert.Equal(expected.OrderBy(h => h.Key), decoder.Decode(GoSecond).OrderBy(h => h.Key));
    }

    [Fact]
    public void Every_block_of_a_connection_is_read_as_it_was_written()
    {
        using var encoder = new SpdyHeaderEncoder();
        using var decoder = new SpdyHeaderDecoder();
        for (var i = 0; i < 500; i++)
        {
            var headers = new Dictionary<string, string> { ["streamtype"] = "data", ["port"] = "6379", ["requestid"] = $"{i}", ["x"] = new string('é', i) };
            Assert.Equal(headers, decoder.Decode(encoder.Encode(headers)));
        }
        Assert.Empty(decoder.Decode(encoder.Encode(new Dictionary<string, string>())));
    }

    [Fact]
    public void The_dictionary_makes_known_names_small()
    {
        using var encoder = new SpdyHeaderEncoder();
        var block = encoder.Encode(new Dictionary<string, string> { ["www-authenticate"] = "", ["if-unmodified-since"] = "" });
        Assert.Equal([0x78, 0xbb, 0xe3, 0xc6, 0xa7, 0xc2], block[..6].ToArray());
        Assert.True(block.Length < 32, $"{block.Length} bytes");
    }

    [Fact]
    public void A_block_without_the_dictionary_is_a_zlib_stream_too()
    {
        using var bytes = new MemoryStream();
        using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal))
        {
            zlib.Write([0, 0, 0, 1, 0, 0, 0, 1, (byte)'a', 0, 0, 0, 1, (byte)'b']);
            zlib.Flush();
            using var decoder = new SpdyHeaderDecoder();
            Assert.Equal("b", decoder.Decode(bytes.ToArray())["a"]);
        }
    }

    [Fact]
    public void A_block_that_inflates_beyond_the_bound_is_refused()
    {
        using var encoder = new SpdyHeaderEncoder();
        using var decoder = new SpdyHeaderDecoder();
        var block = encoder.Encode(new Dictionary<string, string> { ["a"] = new('a', 10_000_000) }).ToArray();
        Assert.True(block.Length < 64 * 1024);
        Assert.Throws<SpdyException>(() => decoder.Decode(block));
    }

    [Theory]
    [InlineData("")]
    [InlineData("78")]
    [InlineData("78bb00000000")]
    [InlineData("78bbe3c6a7c2")]
    [InlineData("00000000")]
    public void A_malformed_start_is_refused(string hex)
    {
        using var decoder = new SpdyHeaderDecoder();
        Assert.Throws<SpdyException>(() => decoder.Decode(Convert.FromHexString(hex)));
    }

    [Fact]
    public void Damaged_blocks_are_read_or_refused_and_nothing_else()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var i = 0; i < 2000; i++)
        {
            using var decoder = new SpdyHeaderDecoder();
            var block = GoFirst.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                block[random.Next(block.Length)] = (byte)random.Next(256);
            }
            try
            {
                decoder.Decode(block);
                decoder.Decode(block.AsSpan(0, random.Next(block.Length)));
            }
            catch (SpdyException)
            {
                // Refused, as it should be.
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}, round {i}: {e}");
            }
        }
    }
}
