using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Navarch.Api.Networking.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Selectors;
using Navarch.KubeProxy.Nft;
using Navarch.KubeProxy.Services;

namespace Navarch.KubeProxy.NetworkPolicies;

/// <summary>
/// Policies and pods to their parts of the table: pure. Each policy that selects a pod of this node has a chain for each direction,
/// with what it allows; peers stand in sets, so a pod that comes or goes changes an element and no rule. Each selected pod has a
/// chain for each direction, which asks its policies in turn and refuses what none allows.
/// </summary>
public sealed class PolicyPlanner(NftFamily family)
{
    private enum Direction
    {
        Ingress,
        Egress,
    }

    /// <summary>The fragments by owner name; owners of the last plan that are missing in this one are gone.</summary>
    public IReadOnlyDictionary<string, NftFragment> Plan(IReadOnlyCollection<NetworkPolicy> policies, PolicyCluster cluster)
    {
        var fragments = new Dictionary<string, NftFragment>(StringComparer.Ordinal);
        var isolated = new Dictionary<(PolicyPod Pod, Direction Direction), List<string>>();
        foreach (var policy in policies.OrderBy(Key, StringComparer.Ordinal))
        {
            var selector = Selector.FromDocument(policy.Spec.PodSelector);
            var selected = cluster.Pods
                .Where(pod => pod.IsLocal && pod.Namespace == policy.Metadata.Namespace && selector.Matches(pod.Labels))
                .ToList();
            if (selected.Count == 0)
            {
                continue;
            }
            var parts = new Parts();
            foreach (var direction in Directions(policy.Spec))
            {
                var chain = $"policy-{direction.ToString().ToLowerInvariant()}-{Hashed(Key(policy))}";
                parts.Chains.Add(new NftChain(chain, Rules(policy, direction, chain, selected, cluster, parts)));
                foreach (var pod in selected)
                {
                    if (!isolated.TryGetValue((pod, direction), out var chains))
                    {
                        isolated[(pod, direction)] = chains = [];
                    }
                    chains.Add(chain);
                }
            }
            fragments["networkpolicy " + Key(policy)] = parts.ToFragment();
        }
        foreach (var group in isolated.GroupBy(entry => entry.Key.Pod))
        {
            fragments[$"networkpolicy-pod {group.Key.Namespace}/{group.Key.Name}"] = PodFragment(group.Key, group.Select(entry => (entry.Key.Direction, entry.Value)));
        }
        return fragments;
    }

    private NftFragment PodFragment(PolicyPod pod, IEnumerable<(Direction Direction, List<string> Policies)> directions)
    {
        var parts = new Parts();
        foreach (var (direction, policies) in directions)
        {
            var chain = $"pod-{direction.ToString().ToLowerInvariant()}-{Hashed($"{pod.Namespace}/{pod.Name}")}";
            var other = direction == Direction.Ingress ? "saddr" : "daddr";
            var rules = new List<string>();
            foreach (var address in TableFrame.Of(family, pod.Addresses))
            {
                rules.Add($"{family.Keyword} {other} {address} accept");
                parts.Elements.Add(new NftElement(direction == Direction.Ingress ? PolicyFrame.IngressPods : PolicyFrame.EgressPods, address.ToString(), "jump " + chain));
            }
            rules.AddRange(policies.Select(policy => "jump " + policy));
            rules.Add("goto " + PolicyFrame.Refuse);
            parts.Chains.Add(new NftChain(chain, [.. rules]));
        }
        return parts.ToFragment();
    }

    private ImmutableArray<string> Rules(NetworkPolicy policy, Direction direction, string chain, List<PolicyPod> selected, PolicyCluster cluster, Parts parts)
    {
        var rules = ImmutableArray.CreateBuilder<string>();
        var allowed = direction == Direction.Ingress
            ? policy.Spec.Ingress.Select(rule => (Peers: rule.From, rule.Ports))
            : policy.Spec.Egress.Select(rule => (Peers: rule.To, rule.Ports));
        var index = 0;
        foreach (var (peers, ports) in allowed)
        {
            var selectors = peers.Where(peer => peer.IpBlock is null)
                .Select(peer => (Namespaces: peer.NamespaceSelector is { } ns ? Selector.FromDocument(ns) : null, Pods: peer.PodSelector is { } pods ? Selector.FromDocument(pods) : null))
                .ToList();
            var peerPods = peers.Count == 0
                ? cluster.Pods
                : [.. cluster.Pods.Where(pod => selectors.Exists(peer => Selects(peer.Namespaces, peer.Pods, policy.Metadata.Namespace, pod, cluster)))];
            // Named ports are the receiver's: the selected pods' for ingress, the peers' for egress.
            var receivers = direction == Direction.Ingress ? selected : peerPods;
            var portMatches = PortMatches(ports, receivers).ToList();
            foreach (var peer in PeerMatches(peers, direction, $"peers-{index.ToString(CultureInfo.InvariantCulture)}-{chain}", peerPods, parts))
            {
                rules.AddRange(portMatches.Select(port => $"{peer} {port} accept".Replace("  ", " ", StringComparison.Ordinal).TrimStart()));
            }
            index++;
        }
        return rules.ToImmutable();
    }

    private IEnumerable<string> PeerMatches(ListOf<NetworkPolicyPeer> peers, Direction direction, string set, IReadOnlyList<PolicyPod> pods, Parts parts)
    {
        if (peers.Count == 0)
        {
            return [""];
        }
        var matches = new List<string>();
        var field = $"{family.Keyword} {(direction == Direction.Ingress ? "saddr" : "daddr")}";
        if (peers.Any(peer => peer.IpBlock is null))
        {
            parts.Sets.Add(new NftSet(set, false, $"type {family.AddressType};"));
            parts.Elements.AddRange(pods.SelectMany(pod => TableFrame.Of(family, pod.Addresses)).Distinct().Select(address => new NftElement(set, address.ToString())));
            matches.Add($"{field} @{set}");
        }
        foreach (var block in peers.Select(peer => peer.IpBlock).OfType<IPBlock>())
        {
            if (Cidr.TryParse(block.Cidr, out var range) && range.BaseAddress.AddressFamily == family.AddressFamily)
            {
                var except = block.Except.Select(text => Cidr.TryParse(text, out var part) ? $" {field} != {part}" : "");
                matches.Add($"{field} {range}{string.Concat(except)}");
            }
        }
        return matches;
    }

    private IEnumerable<string> PortMatches(ListOf<NetworkPolicyPort> ports, IReadOnlyList<PolicyPod> receivers)
    {
        if (ports.Count == 0)
        {
            return [""];
        }
        var matches = new List<string>();
        foreach (var port in ports)
        {
            var protocol = port.Protocol is { Length: > 0 } name ? name.ToLowerInvariant() : "tcp";
            if (port.Port is not { } number)
            {
                matches.Add("meta l4proto " + protocol);
            }
            else if (!number.IsString)
            {
                var first = number.IntValue.ToString(CultureInfo.InvariantCulture);
                matches.Add(port.EndPort is { } last ? $"{protocol} dport {first}-{last.ToString(CultureInfo.InvariantCulture)}" : $"{protocol} dport {first}");
            }
            else
            {
                var resolved = receivers.SelectMany(pod => pod.Ports
                    .Where(candidate => candidate.Name == number.StringValue && candidate.Protocol == protocol)
                    .SelectMany(candidate => TableFrame.Of(family, pod.Addresses).Select(address => (candidate.Port, Address: address))));
                matches.AddRange(resolved.Distinct().GroupBy(pair => pair.Port).OrderBy(group => group.Key).Select(group =>
                    $"{family.Keyword} daddr {{ {string.Join(", ", group.Select(pair => pair.Address.ToString()).Order(StringComparer.Ordinal))} }} {protocol} dport {group.Key.ToString(CultureInfo.InvariantCulture)}"));
            }
        }
        return matches;
    }

    private static bool Selects(Selector? namespaces, Selector? pods, string ownNamespace, PolicyPod pod, PolicyCluster cluster)
    {
        var inNamespace = namespaces is null
            ? pod.Namespace == ownNamespace
            : cluster.NamespaceLabels.TryGetValue(pod.Namespace, out var labels) && namespaces.Matches(labels);
        return inNamespace && (pods is null || pods.Matches(pod.Labels));
    }

    // Without policyTypes a policy is about ingress, and about egress if it says anything of it.
    private static IEnumerable<Direction> Directions(NetworkPolicySpec spec)
    {
        if (spec.PolicyTypes.Count == 0 || spec.PolicyTypes.Contains("Ingress"))
        {
            yield return Direction.Ingress;
        }
        if (spec.PolicyTypes.Count == 0 ? spec.Egress.Count > 0 : spec.PolicyTypes.Contains("Egress"))
        {
            yield return Direction.Egress;
        }
    }

    private static string Key(NetworkPolicy policy) => $"{policy.Metadata.Namespace}/{policy.Metadata.Name}";

    private static string Hashed(string name)
    {
        var hashed = $"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)), 0, 4)}-{name}";
        return hashed.Length <= Limits.ChainNameChars ? hashed : hashed[..(Limits.ChainNameChars - 3)] + "...";
    }

    private sealed class Parts
    {
        public List<NftSet> Sets { get; } = [];

        public List<NftChain> Chains { get; } = [];

        public List<NftElement> Elements { get; } = [];

        public NftFragment ToFragment() => new([.. Sets], [.. Chains], [.. Elements]);
    }
}
