using System.Text;
using System.Text.Json;

namespace Navarch.ApiMachinery.Schemas;

/// <summary>How a field behaves when its value is the zero of its type, as the Go declaration decides upstream.</summary>
public enum Presence
{
    /// <summary>A value whose zero means absent: dropped on decode, never written (Go: value with omitempty).</summary>
    OmitEmpty,

    /// <summary>May be absent or zero, and the two differ (Go: pointer with omitempty).</summary>
    Optional,

    /// <summary>Always written, as its zero when absent: "", 0, false, null for lists and maps, {} for structs (Go: no omitempty).</summary>
    Always,
}

/// <summary>One field of an object.</summary>
public sealed class FieldSchema
{
    /// <summary>A field of the given JSON name, protobuf number (0: not on the protobuf wire) and type.</summary>
    public FieldSchema(string name, int number, TypeSchema type, Presence presence = Presence.OmitEmpty)
    {
        Name = name;
        Number = number;
        Type = type;
        Presence = presence;
        EncodedName = JsonEncodedText.Encode(name);
        Utf8Name = Encoding.UTF8.GetBytes(name);
    }

    /// <summary>The JSON name.</summary>
    public string Name { get; }

    /// <summary>The JSON name ready to be written.</summary>
    public JsonEncodedText EncodedName { get; }

    /// <summary>The JSON name in UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8Name { get; }

    /// <summary>The protobuf field number; 0 when the field is not on the protobuf wire.</summary>
    public int Number { get; }

    /// <summary>The type of the value.</summary>
    public TypeSchema Type { get; }

    /// <summary>The name as a step of a field set: f:name.</summary>
    internal string PathElement => field ??= "f:" + Name;

    /// <summary>What a zero value means.</summary>
    public Presence Presence { get; }

    /// <summary>True when a field that is always written is written as null when absent (Go: pointer without omitempty).</summary>
    public bool IsPointer { get; init; }

    /// <summary>True when a zero value is kept in the document rather than dropped.</summary>
    public bool KeepsZero => Presence == Presence.Optional || IsPointer;

    /// <summary>True for a struct embedded by value: it is written as {} even when nothing in it is set.</summary>
    public bool IsEmbeddedStruct => Presence == Presence.Always && Type.Kind == ValueKind.Object && !IsPointer;

    /// <summary>True when the published schema lists the field as required.</summary>
    public bool Required { get; init; }

    /// <summary>The default that the published schema states (a JSON literal), or null. Upstream's other defaults are code: see the kind's strategy.</summary>
    public string? Default { get; init; }

    /// <summary>How a strategic merge patch treats the field.</summary>
    public PatchStrategy PatchStrategy { get; init; }

    /// <summary>The key by which a strategic merge patch merges the list.</summary>
    public string? PatchMergeKey { get; init; }

    /// <summary>What the field means; for OpenAPI and explain.</summary>
    public string Description { get; init; } = "";
}
