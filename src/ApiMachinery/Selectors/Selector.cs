using System.Diagnostics.CodeAnalysis;
using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.Selectors;

/// <summary>
/// A label selector: all of its requirements must be met. Immutable. Made from the string syntax of queries (<see cref="TryParse"/>), from a
/// LabelSelector document (<see cref="TryFromDocument"/>) or from labels that must be equal (<see cref="FromLabels(MapOf{string})"/>).
/// </summary>
public sealed class Selector
{
    private readonly Requirement[] _requirements;

    private Selector(Requirement[] requirements) => _requirements = requirements;

    /// <summary>Selects everything.</summary>
    public static Selector Everything { get; } = new([]);

    /// <summary>Selects nothing.</summary>
    public static Selector Nothing { get; } = new([]);

    /// <summary>The requirements, sorted by key.</summary>
    public IReadOnlyList<Requirement> Requirements => _requirements;

    /// <summary>True when it restricts nothing.</summary>
    public bool IsEmpty => _requirements.Length == 0 && !MatchesNothing;

    /// <summary>True for <see cref="Nothing"/>.</summary>
    public bool MatchesNothing => ReferenceEquals(this, Nothing);

    /// <summary>A selector of the given requirements.</summary>
    public static Selector Of(IEnumerable<Requirement> requirements)
    {
        Requirement[] sorted = [.. requirements.OrderBy(r => r.Key, StringComparer.Ordinal)];
        return sorted.Length == 0 ? Everything : new Selector(sorted);
    }

    /// <summary>Reads the string syntax: <c>app=web,tier in (a, b),!old,n>3</c>.</summary>
    /// <returns>False with upstream's message when the text is malformed.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out Selector? selector, [NotNullWhen(false)] out string? error) =>
        new SelectorParser(text).TryParse(out selector, out error);

    /// <summary>Reads the string syntax.</summary>
    /// <exception cref="FormatException">The text is malformed.</exception>
    public static Selector Parse(string text) => TryParse(text, out var selector, out var error) ? selector : throw new FormatException(error);

    /// <summary>A selector of labels that must be there with these values; everything when there are none.</summary>
    public static Selector FromLabels(MapOf<string> labels) => FromLabels(labels.Node);

    /// <summary>A selector of labels that must be there with these values; everything when there are none.</summary>
    public static Selector FromLabels(DocMap? labels)
    {
        if (labels is null || labels.Count == 0)
        {
            return Everything;
        }
        var requirements = new Requirement[labels.Count];
        for (var i = 0; i < requirements.Length; i++)
        {
            requirements[i] = new Requirement(labels.KeyAt(i), SelectionOperator.Equals, [labels.ValueAt(i) as string ?? ""]);
        }
        return new Selector(requirements);
    }

    /// <summary>The selector of a LabelSelector document: an absent one selects nothing, an empty one everything.</summary>
    /// <returns>False with upstream's message when the document is malformed.</returns>
    public static bool TryFromDocument(DocObject? document, [NotNullWhen(true)] out Selector? selector, [NotNullWhen(false)] out string? error)
    {
        error = null;
        selector = null;
        if (document is null)
        {
            selector = Nothing;
            return true;
        }
        var requirements = new List<Requirement>();
        if (document["matchLabels"] is DocMap labels)
        {
            for (var i = 0; i < labels.Count; i++)
            {
                if (Requirement.Create(labels.KeyAt(i), SelectionOperator.Equals, [labels.ValueAt(i) as string ?? ""], out error) is not { } made)
                {
                    return Fail(ref error);
                }
                requirements.Add(made);
            }
        }
        foreach (var item in (IEnumerable<object?>?)(document["matchExpressions"] as DocList) ?? [])
        {
            if (item is not DocObject expression)
            {
                continue;
            }
            SelectionOperator? op = expression["operator"] switch
            {
                "In" => SelectionOperator.In,
                "NotIn" => SelectionOperator.NotIn,
                "Exists" => SelectionOperator.Exists,
                "DoesNotExist" => SelectionOperator.DoesNotExist,
                _ => null,
            };
            if (op is null)
            {
                error = $"{GoText.Quote(expression["operator"] as string ?? "")} is not a valid label selector operator";
                return Fail(ref error);
            }
            string[] values = expression["values"] is DocList list ? [.. list.Select(v => v as string ?? "")] : [];
            if (Requirement.Create(expression["key"] as string ?? "", op.Value, values, out error) is not { } requirement)
            {
                return Fail(ref error);
            }
            requirements.Add(requirement);
        }
        selector = Of(requirements);
        return true;
    }

    private static bool Fail([NotNull] ref string? error)
    {
        error ??= "";
        return false;
    }

    /// <summary>The selector of a LabelSelector document; nothing when it is absent.</summary>
    /// <exception cref="FormatException">The document is malformed.</exception>
    public static Selector FromDocument(DocObject? document) =>
        TryFromDocument(document, out var selector, out var error) ? selector : throw new FormatException(error);

    /// <summary>True when labels meet every requirement.</summary>
    public bool Matches(DocMap? labels)
    {
        foreach (var requirement in _requirements)
        {
            if (!requirement.Matches(labels))
            {
                return false;
            }
        }
        return !MatchesNothing;
    }

    /// <summary>True when labels meet every requirement.</summary>
    public bool Matches(MapOf<string> labels) => Matches(labels.Node);

    /// <summary>The value that a label must have, when the selector leaves one only.</summary>
    public bool RequiresExactMatch(string label, [NotNullWhen(true)] out string? value)
    {
        value = null;
        foreach (var requirement in _requirements)
        {
            if (requirement.Key == label)
            {
                if (requirement.Operator is SelectionOperator.Equals or SelectionOperator.DoubleEquals or SelectionOperator.In && requirement.Values.Count == 1)
                {
                    value = requirement.Values[0];
                }
                return value is not null;
            }
        }
        return false;
    }

    /// <summary>This selector with more requirements.</summary>
    public Selector Add(params IEnumerable<Requirement> more) => MatchesNothing ? this : Of([.. _requirements, .. more]);

    /// <summary>The canonical text: requirements sorted by key, as scale subresources and clients show it.</summary>
    public override string ToString() => string.Join(',', _requirements.Select(r => r.ToString()));
}
