using System.Globalization;
using System.Text;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// Where the decoder stands. Two texts are made of it, only when there is something to report: strict errors name
/// fields, keys and positions (spec.containers[0].name); type errors name fields alone and the innermost struct.
/// </summary>
internal struct DecodePath
{
    private (ObjectSchema? Struct, string? Name, int Index)[] _steps;
    private int _count;

    /// <summary>Goes into a field of a struct.</summary>
    public void EnterField(ObjectSchema owner, string name) => Push((owner, name, 0));

    /// <summary>Goes into an entry of a map.</summary>
    public void EnterKey(string key) => Push((null, key, 0));

    /// <summary>Goes into an item of a list.</summary>
    public void EnterIndex(int index) => Push((null, null, index));

    /// <summary>Goes back out.</summary>
    public void Leave() => _count--;

    private void Push((ObjectSchema?, string?, int) step)
    {
        _steps ??= new (ObjectSchema?, string?, int)[16];
        if (_count == _steps.Length)
        {
            Array.Resize(ref _steps, _count * 2);
        }
        _steps[_count++] = step;
    }

    /// <summary>The path of a child of this place, with keys and positions.</summary>
    public readonly string Strict(string child)
    {
        var text = new StringBuilder();
        for (var i = 0; i < _count; i++)
        {
            if (_steps[i].Name is not { } name)
            {
                text.Append('[').Append(_steps[i].Index.ToString(CultureInfo.InvariantCulture)).Append(']');
                continue;
            }
            Separate(text).Append(name);
        }
        return Separate(text).Append(child).ToString();
    }

    private static StringBuilder Separate(StringBuilder text) => text.Length > 0 ? text.Append('.') : text;

    /// <summary>Words a type error at this place: what stood there, and the Go type that was wanted.</summary>
    public readonly string TypeError(string found, string wanted)
    {
        ObjectSchema? innermost = null;
        var field = new StringBuilder();
        for (var i = 0; i < _count; i++)
        {
            if (_steps[i].Struct is { } owner)
            {
                innermost = owner;
                Separate(field).Append(_steps[i].Name);
            }
        }
        return innermost is null
            ? $"json: cannot unmarshal {found} into Go value of type {wanted}"
            : $"json: cannot unmarshal {found} into Go struct field {GoTypeName.Short(innermost)}.{field} of type {wanted}";
    }
}
