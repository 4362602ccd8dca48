using System.Collections.Immutable;

namespace Navarch.KubeProxy.Nft;

/// <summary>A chain and its rules. <paramref name="Hook"/> is the "type … hook … priority …" of a base chain, else null.</summary>
public sealed record NftChain(string Name, ImmutableArray<string> Rules, string? Hook = null)
{
    public bool Equals(NftChain? other) =>
        other is not null && Name == other.Name && Hook == other.Hook && Rules.AsSpan().SequenceEqual(other.Rules.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Name, Hook, Rules.Length);
}

/// <summary>A set, or a map when <paramref name="IsMap"/>. <paramref name="Declaration"/> is its type and flags in nft's syntax.</summary>
public sealed record NftSet(string Name, bool IsMap, string Declaration);

/// <summary>One element of a set (no value) or of a map.</summary>
public readonly record struct NftElement(string Set, string Key, string? Value = null);

/// <summary>What one owner (a service, a policy, or the frame of the table) contributes to the table.</summary>
public sealed record NftFragment(ImmutableArray<NftSet> Sets, ImmutableArray<NftChain> Chains, ImmutableArray<NftElement> Elements)
{
    public static NftFragment Empty { get; } = new([], [], []);

    public bool Equals(NftFragment? other) =>
        other is not null
        && Sets.AsSpan().SequenceEqual(other.Sets.AsSpan())
        && Chains.AsSpan().SequenceEqual(other.Chains.AsSpan())
        && Elements.AsSpan().SequenceEqual(other.Elements.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Sets.Length, Chains.Length, Elements.Length);
}
