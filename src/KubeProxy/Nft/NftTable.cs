using System.Globalization;
using System.Text;

namespace Navarch.KubeProxy.Nft;

/// <summary>
/// The table as it should be and as it was last installed, and the transactions that lead from one to the other.
/// Life cycle: owners' fragments are set; <see cref="BuildTransaction"/> gives the text for nft, or null when nothing changed;
/// the caller then says <see cref="Committed"/> or <see cref="Failed"/>. The first transaction, and the first one after a failure,
/// replaces the whole table in one atomic step; every other one holds only what changed. Not safe for concurrent use; no I/O.
/// </summary>
public sealed class NftTable
{
    private readonly NftFamily _family;
    private readonly string _name;
    private readonly Dictionary<string, NftFragment> _fragments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NftFragment> _staged = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Set, string Key), SortedList<string, string?>> _claims = [];

    // Chains and sets that no rule uses any more. They go in the transaction after the one that dropped the last
    // reference: kernels before 6.2 release references only when a transaction is done, and answer EBUSY before.
    private readonly HashSet<string> _staleChains = new(StringComparer.Ordinal);
    private readonly HashSet<string> _staleSets = new(StringComparer.Ordinal);
    private bool _installed;

    public NftTable(NftFamily family, string name)
    {
        _family = family;
        _name = name;
    }

    /// <summary>False until the first transaction has been committed, and after a failure.</summary>
    public bool Installed => _installed;

    /// <summary>True when unreferenced chains or sets wait for the next transaction.</summary>
    public bool HasStale => _staleChains.Count + _staleSets.Count > 0;

    /// <summary>How many owners have a fragment.</summary>
    public int OwnerCount => _fragments.Count;

    /// <summary>
    /// Sets what <paramref name="owner"/> contributes; <see cref="NftFragment.Empty"/> removes it. When two owners claim one
    /// element, the owner whose name sorts first has it, and the other gets it when the first lets go.
    /// </summary>
    public void Set(string owner, NftFragment fragment)
    {
        if (_fragments.TryGetValue(owner, out var current) ? current == fragment : fragment == NftFragment.Empty)
        {
            _staged.Remove(owner);
            return;
        }
        _staged[owner] = fragment;
    }

    /// <summary>The next transaction's text, or null when the installed table is as it should be.</summary>
    public string? BuildTransaction()
    {
        if (_installed && _staged.Count == 0 && !HasStale)
        {
            return null;
        }
        var text = new StringBuilder();
        if (_installed)
        {
            BuildIncremental(text);
        }
        else
        {
            Adopt(null);
            BuildFull(text);
        }
        return text.ToString();
    }

    /// <summary>The kernel took the last transaction.</summary>
    public void Committed() => _installed = true;

    /// <summary>The kernel refused the last transaction, or its outcome isn't known: the next one replaces the table.</summary>
    public void Failed()
    {
        _installed = false;
        _staleChains.Clear();
        _staleSets.Clear();
    }

    private void BuildFull(StringBuilder text)
    {
        // Add before delete: delete alone fails when there's no such table.
        Line(text, $"add table {_family.Keyword} {_name}");
        Line(text, $"delete table {_family.Keyword} {_name}");
        Line(text, $"add table {_family.Keyword} {_name}");
        foreach (var fragment in _fragments.Values)
        {
            foreach (var set in fragment.Sets)
            {
                AddSet(text, set);
            }
        }
        foreach (var fragment in _fragments.Values)
        {
            foreach (var chain in fragment.Chains)
            {
                AddChain(text, chain);
            }
        }
        foreach (var fragment in _fragments.Values)
        {
            foreach (var chain in fragment.Chains)
            {
                AddRules(text, chain);
            }
        }
        foreach (var group in _claims.GroupBy(claim => claim.Key.Set, StringComparer.Ordinal))
        {
            Elements(text, "add", group.Key, group.Select(claim => (claim.Key.Key, claim.Value.Values[0])));
        }
    }

    private void BuildIncremental(StringBuilder text)
    {
        string[] staleChains = [.. _staleChains];
        string[] staleSets = [.. _staleSets];
        _staleChains.Clear();
        _staleSets.Clear();

        var changes = new List<(NftFragment Old, NftFragment New)>(_staged.Count);
        foreach (var (owner, fragment) in _staged)
        {
            changes.Add((_fragments.GetValueOrDefault(owner, NftFragment.Empty), fragment));
        }
        var live = changes.SelectMany(change => change.New.Chains).Select(chain => chain.Name).ToHashSet(StringComparer.Ordinal);
        var liveSets = changes.SelectMany(change => change.New.Sets).Select(set => set.Name).ToHashSet(StringComparer.Ordinal);
        var revivedChains = staleChains.Where(live.Contains).ToHashSet(StringComparer.Ordinal);

        foreach (var (old, next) in changes)
        {
            foreach (var set in next.Sets.Except(old.Sets))
            {
                AddSet(text, set);
            }
        }
        var rewritten = new List<(NftChain Chain, bool Exists)>();
        foreach (var (old, next) in changes)
        {
            var known = old.Chains.ToDictionary(chain => chain.Name, StringComparer.Ordinal);
            foreach (var chain in next.Chains)
            {
                var exists = known.TryGetValue(chain.Name, out var previous);
                if (previous == chain)
                {
                    continue;
                }
                if (!exists)
                {
                    AddChain(text, chain);
                }
                rewritten.Add((chain, exists || revivedChains.Contains(chain.Name)));
            }
            foreach (var name in known.Keys.Where(name => !live.Contains(name)))
            {
                _staleChains.Add(name);
            }
            foreach (var set in old.Sets.Where(set => !liveSets.Contains(set.Name)))
            {
                _staleSets.Add(set.Name);
            }
        }
        foreach (var (chain, exists) in rewritten)
        {
            if (exists)
            {
                Line(text, $"flush chain {_family.Keyword} {_name} {chain.Name}");
            }
            AddRules(text, chain);
        }

        var deleted = new List<NftElement>();
        var added = new List<NftElement>();
        Adopt((before, after) =>
        {
            if (before is { } old)
            {
                deleted.Add(old);
            }
            if (after is { } next)
            {
                added.Add(next);
            }
        });
        foreach (var group in deleted.GroupBy(element => element.Set, StringComparer.Ordinal))
        {
            Elements(text, "delete", group.Key, group.Select(element => (element.Key, (string?)null)));
        }
        foreach (var group in added.GroupBy(element => element.Set, StringComparer.Ordinal))
        {
            Elements(text, "add", group.Key, group.Select(element => (element.Key, element.Value)));
        }

        foreach (var name in _staleChains)
        {
            Line(text, $"flush chain {_family.Keyword} {_name} {name}");
        }
        foreach (var name in staleChains.Where(name => !revivedChains.Contains(name)))
        {
            Line(text, $"delete chain {_family.Keyword} {_name} {name}");
        }
        foreach (var name in staleSets.Where(name => !liveSets.Contains(name)))
        {
            Line(text, $"delete set {_family.Keyword} {_name} {name}");
        }
    }

    // Makes the staged fragments the wanted ones and reports each element whose effective value changed.
    private void Adopt(Action<NftElement?, NftElement?>? changed)
    {
        var before = new Dictionary<(string Set, string Key), NftElement?>();
        foreach (var (owner, next) in _staged)
        {
            foreach (var element in _fragments.GetValueOrDefault(owner, NftFragment.Empty).Elements)
            {
                Remember(before, (element.Set, element.Key));
                if (_claims.TryGetValue((element.Set, element.Key), out var claims))
                {
                    claims.Remove(owner);
                }
            }
            foreach (var element in next.Elements)
            {
                var key = (element.Set, element.Key);
                Remember(before, key);
                if (!_claims.TryGetValue(key, out var claims))
                {
                    _claims[key] = claims = new SortedList<string, string?>(1, StringComparer.Ordinal);
                }
                claims[owner] = element.Value;
            }
            if (next == NftFragment.Empty)
            {
                _fragments.Remove(owner);
            }
            else
            {
                _fragments[owner] = next;
            }
        }
        _staged.Clear();
        foreach (var (key, old) in before)
        {
            var after = Effective(key);
            if (after is null)
            {
                _claims.Remove(key);
            }
            if (old != after)
            {
                changed?.Invoke(old, after);
            }
        }
    }

    private void Remember(Dictionary<(string Set, string Key), NftElement?> before, (string Set, string Key) key)
    {
        if (!before.ContainsKey(key))
        {
            before[key] = Effective(key);
        }
    }

    private NftElement? Effective((string Set, string Key) key) =>
        _claims.TryGetValue(key, out var claims) && claims.Count > 0 ? new NftElement(key.Set, key.Key, claims.Values[0]) : null;

    private void AddSet(StringBuilder text, NftSet set) =>
        Line(text, $"add {(set.IsMap ? "map" : "set")} {_family.Keyword} {_name} {set.Name} {{ {set.Declaration} }}");

    private void AddChain(StringBuilder text, NftChain chain) =>
        Line(text, chain.Hook is null
            ? $"add chain {_family.Keyword} {_name} {chain.Name}"
            : $"add chain {_family.Keyword} {_name} {chain.Name} {{ {chain.Hook}; }}");

    private void AddRules(StringBuilder text, NftChain chain)
    {
        foreach (var rule in chain.Rules)
        {
            Line(text, $"add rule {_family.Keyword} {_name} {chain.Name} {rule}");
        }
    }

    private void Elements(StringBuilder text, string verb, string set, IEnumerable<(string Key, string? Value)> elements)
    {
        foreach (var chunk in elements.Chunk(Limits.ElementsPerCommand))
        {
            text.Append(CultureInfo.InvariantCulture, $"{verb} element {_family.Keyword} {_name} {set} {{ ");
            text.AppendJoin(", ", chunk.Select(element => element.Value is null ? element.Key : $"{element.Key} : {element.Value}"));
            text.Append(" }\n");
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
