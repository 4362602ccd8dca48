using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>Who owns which fields since when: one entry of metadata.managedFields.</summary>
internal sealed class ManagedEntry
{
    public const string ApplyOperation = "Apply";
    public const string UpdateOperation = "Update";

    private DocObject? _node;

    public required string Manager { get; init; }

    public required string Operation { get; init; }

    public required string Subresource { get; init; }

    public required string ApiVersion { get; set { field = value; _node = null; } }

    /// <summary>RFC 3339; null when never recorded.</summary>
    public string? Time { get; set { field = value; _node = null; } }

    public FieldSet Set { get; set { field = value; _node = null; } }

    public bool IsApplied => Operation == ApplyOperation;

    /// <summary>True when both are the same manager: those who apply are the same at every version.</summary>
    public bool IsSameManager(ManagedEntry other) => Manager == other.Manager && Operation == other.Operation && Subresource == other.Subresource
        && (IsApplied || ApiVersion == other.ApiVersion);

    /// <summary>The name in conflicts.</summary>
    public string Describe()
    {
        var text = GoText.Quote(Manager);
        if (Subresource.Length > 0)
        {
            text = $"{text} with subresource {GoText.Quote(Subresource)}";
        }
        return IsApplied ? text : $"{text} using {ApiVersion}";
    }

    public static bool TryRead(DocObject node, out ManagedEntry? entry, out string? error)
    {
        entry = null;
        error = null;
        var operation = node["operation"] as string ?? "";
        var fieldsType = node["fieldsType"] as string ?? "";
        var apiVersion = node["apiVersion"] as string ?? "";
        if (operation is not (ApplyOperation or UpdateOperation))
        {
            error = "operation must be `Apply` or `Update`";
        }
        else if (apiVersion.Length == 0)
        {
            error = "apiVersion must not be empty";
        }
        else if (fieldsType != "FieldsV1")
        {
            error = fieldsType.Length == 0 ? "missing fieldsType in managed fields entry" : $"invalid fieldsType {GoText.Quote(fieldsType)} in managed fields entry";
        }
        else if (!FieldSet.TryFromFieldsV1(node["fieldsV1"], out var set))
        {
            error = "error decoding set";
        }
        else
        {
            entry = new ManagedEntry
            {
                Manager = node["manager"] as string ?? "",
                Operation = operation,
                Subresource = node["subresource"] as string ?? "",
                ApiVersion = apiVersion,
                Time = node["time"] as string,
                Set = set,
                _node = node.IsFrozen ? node : null,
            };
        }
        return entry is not null;
    }

    public DocObject Write(ObjectSchema schema)
    {
        if (_node is not null && ReferenceEquals(_node.Schema, schema))
        {
            return _node;
        }
        var node = schema.Create();
        node["manager"] = Manager;
        node["operation"] = Operation;
        node["apiVersion"] = ApiVersion;
        node["time"] = Time;
        node["fieldsType"] = "FieldsV1";
        node["fieldsV1"] = Set.ToFieldsV1();
        node["subresource"] = Subresource.Length > 0 ? Subresource : null;
        return node;
    }
}
