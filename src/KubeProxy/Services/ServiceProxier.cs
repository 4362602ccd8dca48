using System.Net;
using Navarch.KubeProxy.NetworkPolicies;
using Navarch.KubeProxy.Nft;

namespace Navarch.KubeProxy.Services;

/// <summary>One port of a service together with the endpoints behind it.</summary>
public sealed record ServicePortEndpoints(ServicePortView Port, IReadOnlyList<EndpointView> Endpoints);

/// <summary>
/// The services of one address family in the kernel. Life cycle: <see cref="SetNode"/> once, then <see cref="SetService"/> as
/// services and endpoints change, and <see cref="SyncAsync"/> to send what changed as one transaction. Not safe for concurrent use.
/// </summary>
public sealed class ServiceProxier
{
    private readonly NftFamily _family;
    private readonly NftCommand _command;
    private readonly ProxyTraffic _traffic;
    private readonly ServicePlanner _planner;
    private readonly NftTable _table;
    private readonly Conntrack _conntrack;
    private readonly Dictionary<string, HashSet<UdpFlow>> _udp = new(StringComparer.Ordinal);
    private readonly HashSet<UdpFlow> _forget = [];
    private readonly HashSet<string> _policyOwners = new(StringComparer.Ordinal);
    private NodeView? _node;

    public ServiceProxier(NftFamily family, string tableName, ProxyTraffic traffic, NftCommand command)
    {
        _family = family;
        _command = command;
        _traffic = traffic;
        _planner = new ServicePlanner(family, traffic);
        _table = new NftTable(family, tableName);
        _conntrack = new Conntrack(command, family);
    }

    /// <summary>Whether chains that nothing refers to any more wait for the next <see cref="SyncAsync"/>.</summary>
    public bool HasStale => _table.HasStale;

    /// <summary>The node's own part. Services that were set before keep the rules planned for the former node view.</summary>
    public void SetNode(NodeView node)
    {
        _node = node;
        _table.Set("", TableFrame.Plan(_family, _traffic, node));
    }

    /// <summary>Sets what the service <paramref name="key"/> (namespace/name) needs; no ports removes it.</summary>
    public void SetService(string key, IReadOnlyList<ServicePortEndpoints> ports)
    {
        var node = _node ?? throw new InvalidOperationException("SetNode comes first");
        var sets = new List<NftSet>();
        var chains = new List<NftChain>();
        var elements = new List<NftElement>();
        foreach (var (port, endpoints) in ports.Where(port => port.Port.ClusterIP.AddressFamily == _family.AddressFamily))
        {
            var part = _planner.Plan(port, endpoints, node);
            sets.AddRange(part.Sets);
            chains.AddRange(part.Chains);
            elements.AddRange(part.Elements);
        }
        // The ports of one service share its address in the sets.
        _table.Set(key, elements.Count == 0 ? NftFragment.Empty : new NftFragment([.. sets], [.. chains], [.. elements.Distinct()]));
        TrackUdp(key, ports);
    }

    /// <summary>
    /// Sets the network policies' parts, by owner; owners of the last call that are missing go. The first policy brings the
    /// hooks along: without policies no packet passes them.
    /// </summary>
    public void SetPolicies(IReadOnlyDictionary<string, NftFragment> fragments)
    {
        foreach (var owner in _policyOwners.Where(owner => !fragments.ContainsKey(owner)).ToList())
        {
            _table.Set(owner, NftFragment.Empty);
            _policyOwners.Remove(owner);
        }
        foreach (var (owner, fragment) in fragments)
        {
            _table.Set(owner, fragment);
            _policyOwners.Add(owner);
        }
        if (fragments.Count > 0)
        {
            _table.Set("networkpolicy", PolicyFrame.Plan(_family));
        }
    }

    /// <summary>Sends what changed; true if there was anything. On failure the next call replaces the whole table.</summary>
    public async Task<bool> SyncAsync(CancellationToken ct)
    {
        if (_table.BuildTransaction() is not { } transaction)
        {
            return false;
        }
        try
        {
            await _command.ApplyAsync(transaction, ct);
            _table.Committed();
        }
        catch
        {
            _table.Failed();
            throw;
        }
        foreach (var flow in Forgotten())
        {
            await _conntrack.ForgetAsync(flow, ct);
        }
        return true;
    }

    private void TrackUdp(string key, IReadOnlyList<ServicePortEndpoints> ports)
    {
        var flows = new HashSet<UdpFlow>();
        foreach (var (port, endpoints) in ports.Where(port => port.Port.Protocol == "udp"))
        {
            foreach (var endpoint in endpoints.Where(endpoint => endpoint.Ready || endpoint.Serving))
            {
                flows.Add(new UdpFlow(port.ClusterIP, port.Port, endpoint.Address));
                if (port.NodePort != 0)
                {
                    flows.Add(new UdpFlow(null, port.NodePort, endpoint.Address));
                }
                foreach (var address in port.ExternalIPs.Concat(port.LoadBalancerIPs))
                {
                    flows.Add(new UdpFlow(address, port.Port, endpoint.Address));
                }
            }
        }
        if (_udp.TryGetValue(key, out var before))
        {
            _forget.UnionWith(before.Except(flows));
        }
        _forget.ExceptWith(flows);
        if (flows.Count > 0)
        {
            _udp[key] = flows;
        }
        else
        {
            _udp.Remove(key);
        }
    }

    private List<UdpFlow> Forgotten()
    {
        var flows = _forget.Take(Limits.ConntrackDeletes).ToList();
        _forget.ExceptWith(flows);
        return flows;
    }
}
