using System.Globalization;
using System.Text;

namespace Navarch.ApiMachinery.Fields;

/// <summary>
/// Where in an object a value stands: <c>spec.containers[0].name</c>, <c>metadata.labels[app]</c>. Immutable; each step links to its parent, and
/// the text is made only when a message needs it.
/// </summary>
public sealed class FieldPath
{
    private readonly FieldPath? _parent;
    private readonly string? _name;
    private readonly int _index;
    private readonly Step _step;

    private enum Step
    {
        Name,
        Index,
        Key,
        None,
    }

    private FieldPath(FieldPath? parent, Step step, string? name, int index = 0)
    {
        _parent = parent;
        _step = step;
        _name = name;
        _index = index;
    }

    /// <summary>A path that starts at a field.</summary>
    public FieldPath(string name) : this(null, Step.Name, name)
    {
    }

    /// <summary>The path of the object itself: it prints as upstream's nil path does, and its children start a path.</summary>
    public static FieldPath None { get; } = new(null, Step.None, null);

    /// <summary>The path <c>metadata</c>.</summary>
    public static FieldPath Metadata { get; } = new("metadata");

    /// <summary>The path <c>spec</c>.</summary>
    public static FieldPath Spec { get; } = new("spec");

    /// <summary>The path <c>status</c>.</summary>
    public static FieldPath Status { get; } = new("status");

    /// <summary>A path of several fields.</summary>
    public static FieldPath Of(string first, params ReadOnlySpan<string> more)
    {
        var path = new FieldPath(first);
        foreach (var name in more)
        {
            path = path.Child(name);
        }
        return path;
    }

    /// <summary>A field below this one.</summary>
    public FieldPath Child(string name) => new(_step == Step.None ? null : this, Step.Name, name);

    /// <summary>A field below this one, by several names.</summary>
    public FieldPath Child(string name, string next) => Child(name).Child(next);

    /// <summary>An item of this list.</summary>
    public FieldPath Index(int index) => new(_step == Step.None ? null : this, Step.Index, null, index);

    /// <summary>An entry of this map.</summary>
    public FieldPath Key(string key) => new(_step == Step.None ? null : this, Step.Key, key);

    /// <summary>The path's text.</summary>
    public override string ToString()
    {
        if (_step == Step.None)
        {
            return "<nil>";
        }
        if (_parent is null && _step == Step.Name)
        {
            return _name!;
        }
        var builder = new StringBuilder();
        Append(builder);
        return builder.ToString();
    }

    private void Append(StringBuilder builder)
    {
        _parent?.Append(builder);
        switch (_step)
        {
            case Step.Name:
                if (_parent is not null)
                {
                    builder.Append('.');
                }
                builder.Append(_name);
                break;
            case Step.Index:
                builder.Append(CultureInfo.InvariantCulture, $"[{_index}]");
                break;
            case Step.Key:
                builder.Append('[').Append(_name).Append(']');
                break;
        }
    }
}
