using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Navarch.Api;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;

namespace Navarch.ApiServer.Registry;

/// <summary>The selection of a list or a watch, checked and ready to be matched.</summary>
public sealed class ListQuery
{
    private readonly Endpoint _endpoint;

    private ListQuery(Endpoint endpoint, Selector labels, FieldSelector fields)
    {
        _endpoint = endpoint;
        Labels = labels;
        Fields = fields;
    }

    /// <summary>The label selector.</summary>
    public Selector Labels { get; }

    /// <summary>The field selector.</summary>
    public FieldSelector Fields { get; }

    /// <summary>True when every object matches.</summary>
    public bool MatchesAll => Labels.IsEmpty && Fields.IsEmpty;

    /// <summary>Reads the selectors.</summary>
    /// <exception cref="ApiException">A selector can't be parsed, or names a field that the kind does not select by.</exception>
    public static ListQuery Parse(Endpoint endpoint, ListOptions options)
    {
        if (!Selector.TryParse(options.LabelSelector, out var labels, out var error))
        {
            throw Status.BadRequest(error).ToException();
        }
        if (!FieldSelector.TryParse(options.FieldSelector, out var fields, out error))
        {
            throw Status.BadRequest(error).ToException();
        }
        foreach (var requirement in fields.Requirements)
        {
            if (requirement.Field is "metadata.name" or "metadata.namespace")
            {
                continue;
            }
            if (Find(endpoint, requirement.Field) is null)
            {
                throw Status.BadRequest(endpoint.Strategy.SelectableFields.Count > 0
                    ? $"field label not supported: {requirement.Field}"
                    : $"\"{requirement.Field}\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\"").ToException();
            }
        }
        return new ListQuery(endpoint, labels, fields);
    }

    private static SelectableField? Find(Endpoint endpoint, string name)
    {
        foreach (var field in endpoint.Strategy.SelectableFields)
        {
            if (field.Name == name)
            {
                return field;
            }
        }
        return null;
    }

    /// <summary>True when the object is selected.</summary>
    public bool Matches(CachedObject obj)
    {
        if (MatchesAll)
        {
            return true;
        }
        var document = obj.Document;
        return Labels.Matches(document.Metadata.Labels) && (Fields.IsEmpty || Fields.Matches(document, ValueOf));
    }

    private string ValueOf(KubernetesObject obj, string field) => field switch
    {
        "metadata.name" => obj.Metadata.Name,
        "metadata.namespace" => obj.Metadata.Namespace,
        _ => Find(_endpoint, field)?.Value(obj) ?? "",
    };

    /// <summary>The token with which the next page begins after a key at a revision.</summary>
    public static string EncodeContinue(long revision, string relativeKey) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{{\"v\":\"meta.k8s.io/v1\",\"rv\":{revision},\"start\":\"{System.Text.Json.JsonEncodedText.Encode(relativeKey)}\"}}")))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>Reads a token of <see cref="EncodeContinue"/>.</summary>
    /// <exception cref="ApiException">The token is not one of ours.</exception>
    public static (long Revision, string Start) DecodeContinue(string token)
    {
        try
        {
            using var json = System.Text.Json.JsonDocument.Parse(Base64Url.DecodeFromChars(token));
            var root = json.RootElement;
            if (root.GetProperty("v").GetString() != "meta.k8s.io/v1")
            {
                throw Status.BadRequest("continue key is not valid: server does not recognize this encoded version").ToException();
            }
            return (root.GetProperty("rv").GetInt64(), root.GetProperty("start").GetString() ?? "");
        }
        catch (Exception e) when (e is FormatException or System.Text.Json.JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Status.BadRequest("continue key is not valid: illegal base64 data or JSON").ToException();
        }
    }
}
