using System.Net;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Tests.Wire;

public sealed class DnsMessageTests
{
    private static readonly DnsRecord[] _everyType =
    [
        new("a.example.", RecordType.A, 5, new AddressData(IPAddress.Parse("192.0.2.1"))),
        new("a.example.", RecordType.AAAA, 5, new AddressData(IPAddress.Parse("2001:db8::1"))),
        new("b.example.", RecordType.CNAME, 5, new NameData("a.example.")),
        new("_x._tcp.example.", RecordType.SRV, 5, new SrvData(1, 2, 3, "a.example.")),
        new("example.", RecordType.MX, 5, new MxData(10, "mail.example.")),
        new("example.", RecordType.SOA, 5, new SoaData("ns.example.", "root.example.", 1, 2, 3, 4, 5)),
        new("example.", RecordType.TXT, 5, new TextData("hello")),
        new("example.", (RecordType)99, 5, new OpaqueData([1, 2, 3])),
        new(@"with\.dot and\032space.example.".Replace(" ", "", StringComparison.Ordinal), RecordType.PTR, 5, new NameData(".")),
    ];

    [Fact]
    public void MessageComesBackAsItWasWritten()
    {
        var message = new DnsMessage
        {
            Id = 0x1234,
            IsResponse = true,
            Authoritative = true,
            RecursionDesired = true,
            CheckingDisabled = true,
            Code = ResponseCode.NXDomain,
            Questions = [new DnsQuestion("example.", RecordType.ANY)],
            Answers = _everyType,
            Authorities = _everyType,
            Edns = new Edns(1232, true, 0, 20, "why"),
        };

        Assert.True(DnsMessage.TryParse(message.Encode(), out var parsed));
        Assert.Equal(message.Id, parsed.Id);
        Assert.True(parsed is { IsResponse: true, Authoritative: true, RecursionDesired: true, CheckingDisabled: true, Truncated: false });
        Assert.Equal(ResponseCode.NXDomain, parsed.Code);
        Assert.Equal(message.Questions, parsed.Questions);
        Assert.Equal(_everyType, parsed.Answers);
        Assert.Equal(_everyType, parsed.Authorities);
        Assert.Equal(message.Edns, parsed.Edns);
    }

    [Fact]
    public void RepeatedNamesAreCompressed()
    {
        var record = new DnsRecord("a-rather-long-name.default.svc.cluster.local.", RecordType.A, 5, new AddressData(IPAddress.Loopback));
        var one = new DnsMessage { Answers = [record] }.Encode().Length;
        var two = new DnsMessage { Answers = [record, record] }.Encode().Length;

        Assert.Equal(16, two - one);
    }

    [Fact]
    public void AnswersThatDoNotFitAreCutAndSaidToBe()
    {
        var records = Enumerable.Range(0, 100).Select(i => new DnsRecord("name.example.", RecordType.A, 5, new AddressData(new IPAddress([10, 0, 0, (byte)i])))).ToList();
        var bytes = new DnsMessage { IsResponse = true, Questions = [new("name.example.", RecordType.A)], Answers = records, Edns = new Edns(512) }.Encode(512);

        Assert.True(bytes.Length <= 512);
        Assert.True(DnsMessage.TryParse(bytes, out var parsed));
        Assert.True(parsed.Truncated);
        Assert.InRange(parsed.Answers.Count, 20, 31);
        Assert.NotNull(parsed.Edns);
    }

    [Fact]
    public void AdditionalRecordsThatDoNotFitAreLeftOutSilently()
    {
        var records = Enumerable.Range(0, 100).Select(i => new DnsRecord($"n{i}.example.", RecordType.A, 5, new AddressData(IPAddress.Loopback))).ToList();
        var bytes = new DnsMessage { Answers = [records[0]], Additionals = records }.Encode(512);

        Assert.True(DnsMessage.TryParse(bytes, out var parsed));
        Assert.False(parsed.Truncated);
        Assert.Single(parsed.Answers);
    }

    [Fact]
    public void BigAnswerOverTcpIsWhole()
    {
        var records = Enumerable.Range(0, 1000).Select(i => new DnsRecord($"n{i}.example.", RecordType.A, 5, new AddressData(IPAddress.Loopback))).ToList();
        Assert.True(DnsMessage.TryParse(new DnsMessage { Answers = records }.Encode(), out var parsed));
        Assert.Equal(records, parsed.Answers);
    }

    [Theory]
    [InlineData("000001000001000000000000" + "C00C" + "00010001")] // a name that points at itself
    [InlineData("000001000001000000000000" + "C00E" + "C00C" + "00010001")] // forwards
    [InlineData("000001000001000000000000" + "40" + "00010001")] // a reserved label type
    [InlineData("000001000001000000000000" + "05616263")] // a label past the end
    [InlineData("000001000002000000000000" + "00" + "00010001")] // fewer questions than said
    [InlineData("0000010000000001")] // no header
    [InlineData("000001000000000100000000" + "00" + "0001" + "0001" + "00000000" + "0005" + "01020304")] // data past the end
    public void MalformedMessageIsRefused(string hex) => Assert.False(DnsMessage.TryParse(Convert.FromHexString(hex), out _));

    [Fact]
    public void AnyBytesAreReadWithoutFailingAndWhatIsReadCanBeWritten()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var valid = new DnsMessage { Questions = [new("name.example.", RecordType.A)], Answers = _everyType, Edns = new Edns(512, false, 0, 1, "x") }.Encode();
        for (var round = 0; round < 20_000; round++)
        {
            byte[] bytes;
            if (round % 2 == 0)
            {
                bytes = new byte[random.Next(80)];
                random.NextBytes(bytes);
            }
            else
            {
                bytes = [.. valid];
                for (var flips = random.Next(1, 6); flips > 0; flips--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
            }
            try
            {
                if (DnsMessage.TryParse(bytes, out var message))
                {
                    Assert.True(DnsMessage.TryParse(message.Encode(), out var again));
                    Assert.Equal(message.Questions.Count, again.Questions.Count);
                    // Compression takes names that differ in case for one.
                    Assert.Equal(message.Answers.Select(record => record.ToString()), again.Answers.Select(record => record.ToString()), StringComparer.OrdinalIgnoreCase);
                }
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed} round {round}: {Convert.ToHexString(bytes)}: {e}");
            }
        }
    }
}
