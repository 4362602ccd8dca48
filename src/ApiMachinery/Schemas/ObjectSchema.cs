using System.Buffers.Binary;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.Schemas;

/// <summary>The fields of an object type. Immutable; shared by every document of that type.</summary>
public sealed class ObjectSchema
{
    private readonly FrozenDictionary<string, int> _byName;
    private readonly ulong[] _marks;
    private readonly byte[][] _names;
    private readonly Func<ObjectSchema, DocObject> _create;
    private DocObject? _empty;
    private int[]? _jsonOrder;
    private Protobuf.MessagePlan? _wirePlan;

    /// <summary>A schema of the given fields, whose objects <paramref name="create"/> makes (null: plain <see cref="DocObject"/>s).</summary>
    public ObjectSchema(string name, FieldSchema[] fields, Func<ObjectSchema, DocObject>? create = null)
    {
        Name = name;
        Fields = ImmutableCollectionsMarshal.AsImmutableArray(fields);
        _create = create ?? (static schema => new DocObject(schema));
        var index = new Dictionary<string, int>(fields.Length, StringComparer.Ordinal);
        for (var i = 0; i < fields.Length; i++)
        {
            index.Add(fields[i].Name, i);
        }
        _byName = index.ToFrozenDictionary(StringComparer.Ordinal);
        _names = [.. fields.Select(field => field.Utf8Name.ToArray())];
        _marks = [.. _names.Select(name => MarkOf(name))];
    }

    /// <summary>The published name, such as io.k8s.api.core.v1.PodSpec; for custom resources, made of group, version and kind.</summary>
    public string Name { get; }

    /// <summary>The fields; a field's position is its slot.</summary>
    public System.Collections.Immutable.ImmutableArray<FieldSchema> Fields { get; }

    /// <summary>True when fields outside of the schema are kept (x-kubernetes-preserve-unknown-fields).</summary>
    public bool PreservesUnknownFields { get; init; }

    /// <summary>
    /// True when the schema comes from a CustomResourceDefinition: decoders keep values as sent (zero, null, of the wrong
    /// type), because validation by the schema judges them, and not a Go struct. Explicit nulls stand in Extra.
    /// </summary>
    public bool IsStructural { get; init; }

    /// <summary>True when server-side apply owns objects of the type as a whole wherever they stand (x-kubernetes-map-type: atomic).</summary>
    public bool IsAtomic { get; init; }

    /// <summary>What the type means; for OpenAPI and explain.</summary>
    public string Description { get; init; } = "";

    /// <summary>The slots in the order in which JSON is written: apiVersion, kind, metadata, then by declaration.</summary>
    public ReadOnlySpan<int> JsonOrder => _jsonOrder ??= MakeJsonOrder();

    internal Protobuf.MessagePlan WirePlan => _wirePlan ??= Protobuf.MessagePlan.Of(this);

    /// <summary>The slot of a JSON name; -1 when there is none.</summary>
    public int IndexOf(string name) => _byName.TryGetValue(name, out var index) ? index : -1;

    /// <summary>The field of a JSON name; null when there is none.</summary>
    public FieldSchema? Field(string name) => _byName.TryGetValue(name, out var index) ? Fields[index] : null;

    /// <summary>
    /// The slot of a UTF-8 JSON name, looked for first at <paramref name="guess"/> (clients mostly send fields in order); -1 when there is none.
    /// </summary>
    public int IndexOf(ReadOnlySpan<byte> utf8Name, int guess)
    {
        // Length and first bytes tell most names apart, and a vector compares several at once.
        var mark = MarkOf(utf8Name);
        if ((uint)guess < (uint)_marks.Length && _marks[guess] == mark && utf8Name.SequenceEqual(_names[guess]))
        {
            return guess;
        }
        var start = 0;
        while (true)
        {
            var found = _marks.AsSpan(start).IndexOf(mark);
            if (found < 0)
            {
                return -1;
            }
            if (utf8Name.SequenceEqual(_names[start + found]))
            {
                return start + found;
            }
            start += found + 1;
        }
    }

    private static ulong MarkOf(ReadOnlySpan<byte> name)
    {
        ulong first = 0;
        if (name.Length >= 8)
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(name) ^ (BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]) << 1);
        }
        else
        {
            foreach (var b in name)
            {
                first = (first << 8) | b;
            }
        }
        return first ^ ((ulong)name.Length << 56);
    }

    /// <summary>A new mutable object.</summary>
    public DocObject Create() => _create(this);

    /// <summary>The shared empty object, frozen.</summary>
    public DocObject Empty
    {
        get
        {
            if (_empty is null)
            {
                var made = Create();
                made.Freeze();
                _empty = made;
            }
            return _empty;
        }
    }

    private int[] MakeJsonOrder()
    {
        if (IndexOf("metadata") < 0)
        {
            // Only kinds start with their kind and apiVersion; references to objects are written as declared.
            return [.. Enumerable.Range(0, Fields.Length)];
        }
        static int Rank(string name) => name switch { "kind" => 0, "apiVersion" => 1, "metadata" => 2, _ => 3 };
        return [.. Enumerable.Range(0, Fields.Length).OrderBy(i => Rank(Fields[i].Name))];
    }
}
