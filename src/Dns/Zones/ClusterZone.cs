using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Zones;

/// <summary>
/// The cluster's domain, after the Kubernetes DNS specification 1.1.0. Names below it:
/// name.namespace.svc (a service), host.name.namespace.svc (an endpoint of a headless service),
/// _port._proto.name.namespace.svc (SRV), 10-1-2-3.namespace.pod (a pod's address), dns-version (TXT).
/// A name that has others below it exists, with no data of its own. Holds no state but the index.
/// </summary>
public sealed class ClusterZone
{
    /// <summary>Upstream's plugin answers with 5 s: short enough to follow a scaled Service.</summary>
    public const uint TtlSeconds = 5;

    private const string SpecificationVersion = "1.1.0";

    private readonly ServiceIndex _index;
    private readonly ImmutableArray<IPAddress> _serverAddresses;

    /// <param name="domain">Such as "cluster.local".</param>
    /// <param name="serverAddresses">The cluster DNS address, which the zone's name server record leads to.</param>
    public ClusterZone(string domain, ServiceIndex index, ImmutableArray<IPAddress> serverAddresses)
    {
        Origin = DnsName.Absolute(domain).ToLowerInvariant();
        _index = index;
        _serverAddresses = serverAddresses;
    }

    /// <summary>The domain with a closing dot, in lower case.</summary>
    public string Origin { get; }

    /// <summary>
    /// The zone's SOA. A resolver may remember that a name is missing for as long as its TTL says: not at all, for the name
    /// may be that of a Service which is created right now.
    /// </summary>
    public DnsRecord Soa => new(Origin, RecordType.SOA, 0, new SoaData("ns.dns." + Origin, "hostmaster." + Origin, 1, 7200, 1800, 86400, 0));

    /// <summary>Answers a name in this zone; the answers carry the name as it was asked.</summary>
    public ZoneAnswer Answer(DnsQuestion question)
    {
        var name = question.Name.ToLowerInvariant();
        var relative = name.Length == Origin.Length ? "" : name[..(name.Length - Origin.Length - 1)];
        var labels = relative.Length == 0 ? [] : relative.Split('.');
        return labels switch
        {
            [] => Apex(question),
            ["dns-version"] => Typed(question, RecordType.TXT, new TextData(SpecificationVersion)),
            ["dns"] => ZoneAnswer.NoData,
            ["ns", "dns"] => Addresses(question, _serverAddresses),
            ["svc"] or ["pod"] => ZoneAnswer.NoData,
            [var ns, "svc" or "pod"] => _index.HasNamespace(ns) ? ZoneAnswer.NoData : ZoneAnswer.NXDomain,
            [var pod, var ns, "pod"] => Pod(question, pod, ns),
            [.. var rest, var service, var ns, "svc"] when _index.Find(ns, service) is { } entry => Service(question, entry, rest),
            _ => ZoneAnswer.NXDomain,
        };
    }

    private ZoneAnswer Apex(DnsQuestion question) => question.Type switch
    {
        RecordType.SOA => ZoneAnswer.Of(Soa),
        RecordType.NS => ZoneAnswer.Of(new DnsRecord(question.Name, RecordType.NS, TtlSeconds, new NameData("ns.dns." + Origin))),
        _ => ZoneAnswer.NoData,
    };

    private ZoneAnswer Pod(DnsQuestion question, string pod, string ns)
    {
        if (!_index.HasNamespace(ns))
        {
            return ZoneAnswer.NXDomain;
        }
        // Four numbers, or an IPv6 address whose colons became dashes.
        var dashes = pod.Count(letter => letter == '-');
        var text = pod.Replace('-', dashes == 3 && !pod.Contains("--", StringComparison.Ordinal) ? '.' : ':');
        return IPAddress.TryParse(text, out var address) ? Addresses(question, [address]) : ZoneAnswer.NXDomain;
    }

    private ZoneAnswer Service(DnsQuestion question, ServiceEntry service, string[] prefix)
    {
        if (service.ExternalName is { } target)
        {
            return prefix.Length == 0 ? External(question, target) : ZoneAnswer.NXDomain;
        }
        if (service.Headless && service.Endpoints.IsEmpty)
        {
            return ZoneAnswer.NXDomain;
        }
        switch (prefix)
        {
            case []:
                return question.Type == RecordType.SRV
                    ? Srv(question, service, null, null)
                    : Addresses(question, service.Headless ? [.. service.Endpoints.Select(endpoint => endpoint.Address).Distinct()] : service.ClusterIPs);
            case [['_', .. var protocol]]:
                return Ports(service).Any(port => port.Protocol == protocol) ? ZoneAnswer.NoData : ZoneAnswer.NXDomain;
            case [['_', .. var port], ['_', .. var protocol]]:
                var srv = Srv(question, service, port, protocol);
                return srv.Answers.Count == 0 ? ZoneAnswer.NXDomain : question.Type is RecordType.SRV or RecordType.ANY ? srv : ZoneAnswer.NoData;
            case [var host]:
                var endpoints = service.Endpoints.Where(endpoint => endpoint.Hostname == host).ToList();
                return endpoints.Count == 0 ? ZoneAnswer.NXDomain
                    : question.Type == RecordType.SRV ? Srv(question, service with { Endpoints = [.. endpoints] }, null, null)
                    : Addresses(question, [.. endpoints.Select(endpoint => endpoint.Address).Distinct()]);
            default:
                return ZoneAnswer.NXDomain;
        }
    }

    private ZoneAnswer External(DnsQuestion question, string target)
    {
        var alias = new DnsRecord(question.Name, RecordType.CNAME, TtlSeconds, new NameData(target));
        if (question.Type is not (RecordType.A or RecordType.AAAA or RecordType.CNAME or RecordType.ANY))
        {
            return ZoneAnswer.Of(alias);
        }
        var answers = new List<DnsRecord> { alias };
        var next = target;
        for (var hops = 0; question.Type is RecordType.A or RecordType.AAAA && hops < Limits.CnameChain; hops++)
        {
            if (!DnsName.IsWithin(next, Origin))
            {
                return new ZoneAnswer(ResponseCode.NoError, answers, [], next);
            }
            var labels = next.ToLowerInvariant()[..^Math.Min(Origin.Length + 1, next.Length)].Split('.');
            if (labels is [var name, var ns, "svc"] && _index.Find(ns, name)?.ExternalName is { } further)
            {
                answers.Add(new DnsRecord(next, RecordType.CNAME, TtlSeconds, new NameData(further)));
                next = further;
                continue;
            }
            answers.AddRange(Answer(question with { Name = next }).Answers);
            break;
        }
        return new ZoneAnswer(ResponseCode.NoError, answers, []);
    }

    private ZoneAnswer Srv(DnsQuestion question, ServiceEntry service, string? port, string? protocol)
    {
        var answers = new List<DnsRecord>();
        var additionals = new List<DnsRecord>();
        bool Wanted(PortEntry entry) => (port is null || entry.Name == port) && (protocol is null || entry.Protocol == protocol);
        var serviceName = $"{service.Name}.{service.Namespace}.svc.{Origin}";
        if (service.Headless)
        {
            foreach (var endpoint in service.Endpoints.Where(endpoint => endpoint.Ports.Any(Wanted)))
            {
                var target = $"{endpoint.Hostname}.{serviceName}";
                answers.AddRange(endpoint.Ports.Where(Wanted).Select(entry => Target(question, entry, target)));
                additionals.Add(Address(target, endpoint.Address));
            }
        }
        else
        {
            answers.AddRange(service.Ports.Where(Wanted).Select(entry => Target(question, entry, serviceName)));
            additionals.AddRange(service.ClusterIPs.Select(address => Address(serviceName, address)));
        }
        // Equal weights that sum up to 100 at most, as clients of RFC 2782 expect of equal servers.
        var weight = (ushort)Math.Max(1, 100 / Math.Max(1, answers.Count));
        return new ZoneAnswer(
            ResponseCode.NoError,
            [.. answers.Distinct().Select(answer => answer with { Data = (SrvData)answer.Data with { Weight = weight } })],
            answers.Count == 0 ? [] : [.. additionals.Distinct()]);
    }

    private static IEnumerable<PortEntry> Ports(ServiceEntry service) =>
        service.Headless ? service.Endpoints.SelectMany(endpoint => endpoint.Ports) : service.Ports;

    private static DnsRecord Target(DnsQuestion question, PortEntry port, string target) =>
        new(question.Name, RecordType.SRV, TtlSeconds, new SrvData(0, 0, (ushort)port.Port, target));

    private static ZoneAnswer Typed(DnsQuestion question, RecordType type, RecordData data) =>
        question.Type == type || question.Type == RecordType.ANY ? ZoneAnswer.Of(new DnsRecord(question.Name, type, TtlSeconds, data)) : ZoneAnswer.NoData;

    private static ZoneAnswer Addresses(DnsQuestion question, ImmutableArray<IPAddress> addresses) =>
        ZoneAnswer.Of([.. addresses.Select(address => Address(question.Name, address)).Where(record => question.Type == RecordType.ANY || question.Type == record.Type)]);

    private static DnsRecord Address(string name, IPAddress address) =>
        new(name, address.AddressFamily == AddressFamily.InterNetworkV6 ? RecordType.AAAA : RecordType.A, TtlSeconds, new AddressData(address));

    /// <summary>The name that an address gets where no hostname is set: 10-244-0-5, or an IPv6 address with dashes.</summary>
    public static string DashedName(IPAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address}").Replace('.', '-').Replace(':', '-');
}
