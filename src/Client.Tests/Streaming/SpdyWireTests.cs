using System.Buffers.Binary;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.Client.Tests.Streaming;

/// <summary>The bytes of the protocol: a peer that is written by hand here, as Go's spdystream and as an attacker.</summary>
public sealed class SpdyWireTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly SpdyConnection _server;
    private readonly Stream _wire;
    private readonly SpdyHeaderEncoder _encoder = new();

    public SpdyWireTests()
    {
        (_wire, var right) = DuplexPipe.Create();
        _server = SpdyConnection.Start(right, SpdyRole.Server);
    }

    private CancellationToken Ct => _deadline.Token;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _wire.DisposeAsync();
        _encoder.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task A_ping_comes_back()
    {
        await ExpectSettingsAsync();
        await _wire.WriteAsync(Control(6, 0, UInt(1)), Ct);
        Assert.Equal(Control(6, 0, UInt(1)), await ReadFrameAsync());
    }

    [Fact]
    public async Task A_reply_is_a_syn_reply_and_the_end_a_goaway_with_the_last_stream()
    {
        await ExpectSettingsAsync();
        await _wire.WriteAsync(SynStream(1), Ct);
        (await _server.AcceptStreamAsync(Ct))!.Reply();
        var reply = await ReadFrameAsync();
        Assert.Equal([0x80, 3, 0, 2], reply[..4]);
        await _server.CloseAsync(Ct);
        Assert.Equal(Control(7, 0, UInt(1), UInt(0)), await ReadFrameAsync());
    }

    [Fact]
    public async Task A_peer_without_windows_is_held_by_the_transport_and_gets_no_acknowledgements_once_known()
    {
        await ExpectSettingsAsync();
        await _wire.WriteAsync(SynStream(1), Ct);
        var stream = (await _server.AcceptStreamAsync(Ct))!;
        var sending = Task.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await _wire.WriteAsync(Data(1, 0, new byte[50_000]), Ct);
            }
            await _wire.WriteAsync(Data(1, 1, []), Ct);
        });
        using var all = new MemoryStream();
        var seen = 0;
        var buffer = new byte[10_000];
        for (int n; (n = await stream.ReadAsync(buffer, Ct)) > 0;)
        {
            seen += n;
        }
        Assert.Equal(5_000_000, seen);
        await sending;
        await stream.WriteAsync("end"u8.ToArray(), Ct);
        var updates = 0;
        while (await ReadFrameAsync() is var frame && frame[0] != 0)
        {
            Assert.Equal(9, frame[3]);
            updates++;
        }
        Assert.True(updates < 10, $"{updates} window updates");
    }

    [Fact]
    public async Task A_peer_that_never_speaks_of_windows_is_sent_everything()
    {
        await ExpectSettingsAsync();
        await _wire.WriteAsync(SynStream(1), Ct);
        var stream = (await _server.AcceptStreamAsync(Ct))!;
        var sending = stream.WriteAsync(new byte[500_000], Ct).AsTask();
        for (var got = 0; got < 500_000;)
        {
            got += (await ReadFrameAsync()).Length - 8;
        }
        await sending;
    }

    [Fact]
    public async Task A_peer_that_keeps_windows_is_sent_no_more_than_they_allow()
    {
        await ExpectSettingsAsync();
        // SETTINGS_INITIAL_WINDOW_SIZE of 10 bytes.
        await _wire.WriteAsync(Control(4, 0, UInt(1), UInt(7), UInt(10)), Ct);
        await _wire.WriteAsync(SynStream(1), Ct);
        var stream = (await _server.AcceptStreamAsync(Ct))!;
        var sending = stream.WriteAsync(new byte[15], Ct).AsTask();
        Assert.Equal(18, (await ReadFrameAsync()).Length);
        await _wire.WriteAsync(Control(6, 0, UInt(1)), Ct);
        Assert.Equal(Control(6, 0, UInt(1)), await ReadFrameAsync());
        await _wire.WriteAsync(Control(9, 0, UInt(1), UInt(5)), Ct);
        Assert.Equal(13, (await ReadFrameAsync()).Length);
        await sending;
    }

    [Fact]
    public async Task Data_for_a_stream_that_never_was_is_answered_by_a_reset()
    {
        await ExpectSettingsAsync();
        await _wire.WriteAsync(Data(7, 0, new byte[5]), Ct);
        Assert.Equal(Control(3, 0, UInt(7), UInt((uint)SpdyStatus.InvalidStream)), await ReadFrameAsync());
    }

    public static TheoryData<string> Broken => new()
    {
        "80020001000000000000",               // version 2
        "8003000600000000",                   // PING without an id
        "80030001000000040000000100000000",   // SYN_STREAM cut short
        "8003000100ffffff00000001",           // control frame of 16 MiB
        "800300090000000800000000ffffffff800300090000000800000000ffffffff", // the session's window overflows
        "800300010000000a00000002000000000000", // a stream id that is ours
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task What_breaks_the_protocol_ends_the_connection(string hex)
    {
        await _wire.WriteAsync(Convert.FromHexString(hex), Ct);
        await _server.Completion.WaitAsync(Ct);
        Assert.IsType<SpdyException>(_server.Fault);
    }

    [Fact]
    public async Task Pings_without_end_from_a_peer_that_does_not_read_end_the_connection()
    {
        var pings = Enumerable.Repeat(Control(6, 0, UInt(1)), 4000).SelectMany(p => p).ToArray();
        var flood = Task.Run(async () =>
        {
            while (!_server.Completion.IsCompleted)
            {
                await _wire.WriteAsync(pings, Ct);
            }
        });
        await _server.Completion.WaitAsync(Ct);
        Assert.Contains("does not read", _server.Fault!.Message, StringComparison.Ordinal);
        await _server.DisposeAsync();
        await Record.ExceptionAsync(() => flood);
    }

    [Fact]
    public async Task Random_frames_never_hang_or_crash_the_connection()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var (wire, right) = DuplexPipe.Create();
            await using var server = SpdyConnection.Start(right, SpdyRole.Server);
            using var encoder = new SpdyHeaderEncoder();
            var drain = wire.CopyToAsync(Stream.Null, Ct);
            var accept = Task.Run(async () =>
            {
                while (await server.AcceptStreamAsync(Ct) is { } stream)
                {
                    stream.Reply();
                    await Record.ExceptionAsync(() => stream.CopyToAsync(Stream.Null, Ct));
                }
            });
            await Record.ExceptionAsync(async () =>
            {
                for (var i = 0; i < 50; i++)
                {
                    var frame = RandomFrame(random, encoder);
                    if (random.Next(10) == 0)
                    {
                        frame[random.Next(frame.Length)] ^= (byte)(1 << random.Next(8));
                    }
                    await wire.WriteAsync(frame, Ct);
                }
            });
            await wire.DisposeAsync();
            Assert.False(_deadline.IsCancellationRequested, $"seed {seed}, round {round} took too long");
            await Task.WhenAll(server.Completion, accept).WaitAsync(Ct);
            await Record.ExceptionAsync(() => drain);
        }
    }

    private static byte[] RandomFrame(Random random, SpdyHeaderEncoder encoder)
    {
        var id = (uint)random.Next(0, 12);
        switch (random.Next(8))
        {
            case 0:
                var block = encoder.Encode(new Dictionary<string, string> { ["streamtype"] = "data" }).ToArray();
                return Control(1, (byte)random.Next(4), UInt(id), UInt(0), [0, 0, .. block]);
            case 1:
                return Control(3, 0, UInt(id), UInt((uint)random.Next(12)));
            case 2:
                return Control(9, 0, UInt(id), UInt((uint)random.Next()));
            case 3:
                return Control(6, 0, UInt(id));
            case 4:
                var noise = new byte[random.Next(20)];
                random.NextBytes(noise);
                return Control((byte)random.Next(12), (byte)random.Next(4), noise);
            default:
                return Data(id, (byte)(random.Next(5) == 0 ? 1 : 0), new byte[random.Next(3000)]);
        }
    }

    private byte[] SynStream(uint id) =>
        Control(1, 0, UInt(id), UInt(0), [0, 0, .. _encoder.Encode(new Dictionary<string, string> { ["streamtype"] = "stdin" })]);

    private static byte[] Data(uint id, byte flags, byte[] payload) =>
        [.. UInt(id), .. UInt(((uint)flags << 24) | (uint)payload.Length), .. payload];

    private static byte[] Control(byte type, byte flags, params byte[][] payload)
    {
        var body = payload.SelectMany(p => p).ToArray();
        return [0x80, 3, 0, type, .. UInt(((uint)flags << 24) | (uint)body.Length), .. body];
    }

    private static byte[] UInt(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }

    private async Task ExpectSettingsAsync() =>
        Assert.Equal(Control(4, 0, UInt(1), UInt(7), UInt(64 * 1024)), await ReadFrameAsync());

    private async Task<byte[]> ReadFrameAsync()
    {
        var header = new byte[8];
        await _wire.ReadExactlyAsync(header, Ct);
        var frame = new byte[8 + (BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4)) & 0xffffff)];
        header.CopyTo(frame, 0);
        await _wire.ReadExactlyAsync(frame.AsMemory(8), Ct);
        return frame;
    }
}
