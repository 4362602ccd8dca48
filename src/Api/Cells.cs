using System.Globalization;
using System.Text;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Api;

/// <summary>What the cells of several kinds' tables are made of, in the forms that kubectl shows.</summary>
internal static class Cells
{
    public const string None = "<none>";
    public const string Unset = "<unset>";
    public const string Unknown = "<unknown>";
    private const int MostListed = 3;
    private static readonly (string Mode, string Short)[] KnownModes =
        [("ReadWriteOnce", "RWO"), ("ReadOnlyMany", "ROX"), ("ReadWriteMany", "RWX"), ("ReadWriteOncePod", "RWOP")];

    /// <summary>A column of the given kind of objects.</summary>
    public static TableColumn Of<T>(string name, string description, Func<T, object?> cell, string type = "string", bool wide = false) where T : KubernetesObject =>
        new(name, type, "", description, wide ? 1 : 0, (o, _) => cell((T)o));

    /// <summary>A column whose cell depends on the time.</summary>
    public static TableColumn At<T>(string name, string description, Func<T, DateTimeOffset, object?> cell, bool wide = false) where T : KubernetesObject =>
        new(name, "string", "", description, wide ? 1 : 0, (o, now) => cell((T)o, now));

    public static string OrNone(string? text) => string.IsNullOrEmpty(text) ? None : text;

    public static string OrUnset(string? text) => string.IsNullOrEmpty(text) ? Unset : text;

    /// <summary>a=1,b=2; &lt;none&gt; when there is none.</summary>
    public static string Labels(MapOf<string> labels) => OrNone(string.Join(',', labels.Select(entry => entry.Key + "=" + entry.Value)));

    /// <summary>A selector as text; &lt;none&gt; when it has no terms.</summary>
    public static string Selector(LabelSelector? selector)
    {
        if (selector is null)
        {
            return None;
        }
        // Terms stand in the order of their keys, whichever form they were written in.
        var terms = selector.MatchLabels.Select(entry => (entry.Key, Text: entry.Key + "=" + entry.Value)).ToList();
        foreach (var requirement in selector.MatchExpressions)
        {
            var values = string.Join(',', requirement.Values.Order(StringComparer.Ordinal));
            terms.Add((requirement.Key, requirement.Operator switch
            {
                "In" => $"{requirement.Key} in ({values})",
                "NotIn" => $"{requirement.Key} notin ({values})",
                "Exists" => requirement.Key,
                "DoesNotExist" => "!" + requirement.Key,
                _ => "<error>",
            }));
        }
        return OrNone(string.Join(',', terms.OrderBy(term => term.Key, StringComparer.Ordinal).Select(term => term.Text)));
    }

    public static string ContainerNames(PodSpec? spec) => spec is null ? "" : string.Join(',', spec.Containers.Select(container => container.Name));

    public static string ContainerImages(PodSpec? spec) => spec is null ? "" : string.Join(',', spec.Containers.Select(container => container.Image));

    /// <summary>The first few, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> items, string whenEmpty)
    {
        if (items.Count == 0)
        {
            return whenEmpty;
        }
        var text = new StringBuilder().AppendJoin(',', items.Take(MostListed));
        if (items.Count > MostListed)
        {
            text.Append(CultureInfo.InvariantCulture, $" + {items.Count - MostListed} more...");
        }
        return text.ToString();
    }

    /// <summary>RWO,ROX,RWX,RWOP: each once, in this order.</summary>
    public static string AccessModes(ListOf<string> modes) =>
        string.Join(',', KnownModes.Where(known => modes.Contains(known.Mode)).Select(known => known.Short));

    public static string Bool(bool? value) => value switch { true => "True", false => "False", null => "<unset>" };

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
