using System.Globalization;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Scheduler.Framework;

/// <summary>A NodeSelector made ready to be matched against many nodes: a node matches when it meets all of one term.</summary>
public sealed class NodeSelectorMatcher
{
    private readonly Term[] _terms;

    private NodeSelectorMatcher(Term[] terms) => _terms = terms;

    public static NodeSelectorMatcher From(NodeSelector selector) => new([.. selector.NodeSelectorTerms.Select(Term.From)]);

    public static NodeSelectorMatcher From(NodeSelectorTerm term) => new([Term.From(term)]);

    /// <summary>All labels must be there with these values: a pod's nodeSelector.</summary>
    public static NodeSelectorMatcher FromLabels(MapOf<string> labels) =>
        new([new Term([.. labels.Select(l => new Need(l.Key, "In", [l.Value], Field: false))])]);

    public bool Matches(string nodeName, MapOf<string> labels)
    {
        foreach (var term in _terms)
        {
            if (term.Matches(nodeName, labels))
            {
                return true;
            }
        }
        return false;
    }

    private sealed record Need(string Key, string Operator, string[] Values, bool Field)
    {
        public bool Matches(string nodeName, MapOf<string> labels)
        {
            string? value;
            var exists = true;
            if (Field)
            {
                value = Key == "metadata.name" ? nodeName : null;
            }
            else
            {
                exists = labels.TryGetValue(Key, out value);
            }
            return Operator switch
            {
                "In" => exists && Array.IndexOf(Values, value) >= 0,
                "NotIn" => !exists || Array.IndexOf(Values, value) < 0,
                "Exists" => exists,
                "DoesNotExist" => !exists,
                "Gt" => exists && Compare(value, out var order) && order > 0,
                "Lt" => exists && Compare(value, out var order) && order < 0,
                _ => false,
            };
        }

        private bool Compare(string? value, out int order)
        {
            order = 0;
            if (Values.Length != 1
                || !long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var has)
                || !long.TryParse(Values[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var wanted))
            {
                return false;
            }
            order = has.CompareTo(wanted);
            return true;
        }
    }

    private sealed record Term(Need[] Needs)
    {
        public static Term From(NodeSelectorTerm term) => new(
        [
            .. term.MatchExpressions.Select(e => new Need(e.Key, e.Operator, [.. e.Values], Field: false)),
            .. term.MatchFields.Select(e => new Need(e.Key, e.Operator, [.. e.Values], Field: true)),
        ]);

        public bool Matches(string nodeName, MapOf<string> labels)
        {
            foreach (var need in Needs)
            {
                if (!need.Matches(nodeName, labels))
                {
                    return false;
                }
            }
            // A term without needs matches nothing.
            return Needs.Length > 0;
        }
    }
}
