using Navarch.Dns.Wire;

namespace Navarch.Dns.Zones;

/// <summary>
/// What a zone says. NoError without answers is NODATA: the name exists, but not with that type. <paramref name="Continue"/> is
/// the name outside of the zone that a CNAME leads to, for the forwarder to follow.
/// </summary>
public sealed record ZoneAnswer(ResponseCode Code, IReadOnlyList<DnsRecord> Answers, IReadOnlyList<DnsRecord> Additionals, string? Continue = null)
{
    public static ZoneAnswer NoData { get; } = new(ResponseCode.NoError, [], []);

    public static ZoneAnswer NXDomain { get; } = new(ResponseCode.NXDomain, [], []);

    public static ZoneAnswer Of(params IReadOnlyList<DnsRecord> answers) => new(ResponseCode.NoError, answers, []);
}
