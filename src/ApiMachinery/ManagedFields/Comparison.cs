using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>How one object differs from another, field by field.</summary>
internal readonly struct Comparison
{
    private Comparison(in Difference difference)
    {
        Added = new FieldSet(difference.Added);
        Modified = new FieldSet(difference.Modified);
        Removed = new FieldSet(difference.Removed);
    }

    /// <summary>Fields that only the right object has.</summary>
    public FieldSet Added { get; }

    /// <summary>Fields that both have, with different values.</summary>
    public FieldSet Modified { get; }

    /// <summary>Fields that only the left object has.</summary>
    public FieldSet Removed { get; }

    private struct Difference
    {
        public DocMap? Added;
        public DocMap? Modified;
        public DocMap? Removed;

        // Hangs the differences of a child below this node.
        public void Put(string step, in Difference child)
        {
            if (child.Added is not null)
            {
                Added = FieldSet.Put(Added, step, child.Added);
            }
            if (child.Modified is not null)
            {
                Modified = FieldSet.Put(Modified, step, child.Modified);
            }
            if (child.Removed is not null)
            {
                Removed = FieldSet.Put(Removed, step, child.Removed);
            }
        }

        public void Mark(object? left, object? right)
        {
            if (left is null)
            {
                Added = FieldSet.WithSelf(Added);
            }
            else if (right is null)
            {
                Removed = FieldSet.WithSelf(Removed);
            }
        }
    }

    /// <summary>Compares two objects of a schema. Nodes that both share are equal without a look into them.</summary>
    public static Comparison Of(DocObject left, DocObject right, ObjectSchema schema)
    {
        var difference = default(Difference);
        if (!ReferenceEquals(left, right))
        {
            CompareObjects(schema, left, right, ref difference);
        }
        return new Comparison(difference);
    }

    private static Difference Compare(TypeSchema type, object? left, object? right)
    {
        var difference = default(Difference);
        if (ReferenceEquals(left, right))
        {
            return difference;
        }
        var isMap = TypedValues.IsSeparableMap(type, left ?? right) && TypedValues.IsSeparableMap(type, right ?? left);
        if ((isMap || TypedValues.IsAssociativeList(type)) && !(TypedValues.IsEmpty(left) && TypedValues.IsEmpty(right)))
        {
            if (!isMap)
            {
                CompareLists(type, left as DocList, right as DocList, ref difference);
            }
            else if (type.Kind == ValueKind.Object)
            {
                CompareObjects(type.Object!, left, right, ref difference);
            }
            else
            {
                CompareEntries(TypedValues.EntryType(type), TypedValues.Entries(left), TypedValues.Entries(right), ref difference);
            }
            difference.Mark(left, right);
            return difference;
        }
        if (left is not null && right is not null)
        {
            if (!TypedValues.AreEqual(left, right))
            {
                difference.Modified = FieldSet.Leaf;
            }
        }
        else
        {
            difference.Mark(left, right);
        }
        return difference;
    }

    private static void CompareObjects(ObjectSchema schema, object? left, object? right, ref Difference difference)
    {
        for (var i = 0; i < schema.Fields.Length; i++)
        {
            var a = TypedValues.Field(left, schema, i);
            var b = TypedValues.Field(right, schema, i);
            if (!ReferenceEquals(a, b))
            {
                difference.Put(schema.Fields[i].PathElement, Compare(schema.Fields[i].Type, a, b));
            }
        }
        CompareEntries(TypeSchema.Any, TypedValues.Unknown(left, schema), TypedValues.Unknown(right, schema), ref difference);
    }

    private static void CompareEntries(TypeSchema type, DocMap? left, DocMap? right, ref Difference difference)
    {
        int i = 0, j = 0;
        int m = left?.Count ?? 0, n = right?.Count ?? 0;
        while (i < m || j < n)
        {
            var order = i == m ? 1 : j == n ? -1 : string.CompareOrdinal(left!.KeyAt(i), right!.KeyAt(j));
            var key = order <= 0 ? left!.KeyAt(i) : right!.KeyAt(j);
            var a = order <= 0 ? left!.ValueAt(i++) ?? TypedValues.Null : null;
            var b = order >= 0 ? right!.ValueAt(j++) ?? TypedValues.Null : null;
            if (!ReferenceEquals(a, b) && !(a is string x && b is string y && x == y))
            {
                difference.Put("f:" + key, Compare(type, a, b));
            }
        }
    }

    private static void CompareLists(TypeSchema type, DocList? left, DocList? right, ref Difference difference)
    {
        var a = new ItemIndex(type, left);
        var b = new ItemIndex(type, right);
        for (var i = 0; i < a.Count; i++)
        {
            difference.Put(a.StepAt(i), Compare(type.Items!, a.ItemAt(i), b.Find(a.StepAt(i))));
        }
        for (var i = 0; i < b.Count; i++)
        {
            if (!a.Contains(b.StepAt(i)))
            {
                difference.Put(b.StepAt(i), Compare(type.Items!, null, b.ItemAt(i)));
            }
        }
    }
}

/// <summary>The items of a list by their steps; of items with the same step the first counts.</summary>
internal readonly struct ItemIndex
{
    private const int LargestScanned = 16;

    private readonly List<(string Step, object Item)> _items;
    private readonly Dictionary<string, int>? _byStep;

    public ItemIndex(TypeSchema type, DocList? list)
    {
        var count = list?.Count ?? 0;
        _items = new List<(string, object)>(count);
        _byStep = count > LargestScanned ? new Dictionary<string, int>(count, StringComparer.Ordinal) : null;
        for (var i = 0; i < count; i++)
        {
            if (PathElements.OfItem(type, list![i]) is { } step && IndexOf(step) < 0)
            {
                _byStep?.Add(step, _items.Count);
                _items.Add((step, list[i]!));
            }
        }
    }

    public int Count => _items.Count;

    public string StepAt(int index) => _items[index].Step;

    public object ItemAt(int index) => _items[index].Item;

    public bool Contains(string step) => IndexOf(step) >= 0;

    public object? Find(string step) => IndexOf(step) is >= 0 and var index ? _items[index].Item : null;

    public int IndexOf(string step)
    {
        if (_byStep is not null)
        {
            return _byStep.TryGetValue(step, out var index) ? index : -1;
        }
        for (var i = 0; i < _items.Count; i++)
        {
            if (_items[i].Step == step)
            {
                return i;
            }
        }
        return -1;
    }
}
