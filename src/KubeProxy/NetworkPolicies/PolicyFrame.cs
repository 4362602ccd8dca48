using Navarch.KubeProxy.Nft;

namespace Navarch.KubeProxy.NetworkPolicies;

/// <summary>
/// Where policies hook in. A packet between two pods passes the sender's policies and then, in a hook of its own, the
/// receiver's, so that "accept" means "this side agrees". Only forwarded packets pass: what the node itself sends to its pods
/// (probes) or gets from them is always allowed. Answers follow their connection, and a pod always reaches itself.
/// </summary>
public static class PolicyFrame
{
    public const string EgressPods = "policy-egress-pods";
    public const string IngressPods = "policy-ingress-pods";
    public const string Refuse = "policy-refuse";

    public static NftFragment Plan(NftFamily family)
    {
        var refusal = family == NftFamily.IPv6 ? "reject with icmpv6 type admin-prohibited" : "reject with icmp type admin-prohibited";
        return new NftFragment(
            [
                new NftSet(EgressPods, true, $"type {family.AddressType} : verdict;"),
                new NftSet(IngressPods, true, $"type {family.AddressType} : verdict;"),
            ],
            [
                new NftChain(Refuse, [refusal]),
                new NftChain("policy-egress", ["ct state established,related accept", $"{family.Keyword} saddr vmap @{EgressPods}"], "type filter hook forward priority 0"),
                new NftChain("policy-ingress", ["ct state established,related accept", $"{family.Keyword} daddr vmap @{IngressPods}"], "type filter hook forward priority 1"),
            ],
            []);
    }
}
