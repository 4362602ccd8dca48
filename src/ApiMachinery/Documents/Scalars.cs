using System.Runtime.CompilerServices;

namespace Navarch.ApiMachinery.Documents;

/// <summary>Scalars of a document and their typed forms. Common boxes are shared.</summary>
public static class Scalars
{
    private const int SmallestShared = -128;
    private const int LargestShared = 1023;
    private static readonly object[] Shared = MakeShared();
    private static readonly object True = true;
    private static readonly object False = false;

    private static object[] MakeShared()
    {
        var boxes = new object[LargestShared - SmallestShared + 1];
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = (long)(i + SmallestShared);
        }
        return boxes;
    }

    /// <summary>The boxed integer; small ones are shared.</summary>
    public static object Box(long value) => value is >= SmallestShared and <= LargestShared ? Shared[value - SmallestShared] : value;

    /// <summary>The boxed bool, shared.</summary>
    public static object Box(bool value) => value ? True : False;

    /// <summary>The typed form of a document value.</summary>
    public static T FromDocument<T>(object? value)
    {
        if (typeof(T) == typeof(int))
        {
            var v = value is long l ? (int)l : 0;
            return Unsafe.As<int, T>(ref v);
        }
        if (typeof(T) == typeof(Quantity))
        {
            var v = value is string s ? Quantity.Parse(s) : default;
            return Unsafe.As<Quantity, T>(ref v);
        }
        if (typeof(T) == typeof(IntOrString))
        {
            var v = value is long l ? new IntOrString((int)l) : new IntOrString((string)value!);
            return Unsafe.As<IntOrString, T>(ref v);
        }
        if (typeof(T) == typeof(DateTimeOffset))
        {
            var v = Timestamps.Parse((string)value!);
            return Unsafe.As<DateTimeOffset, T>(ref v);
        }
        return (T)value!;
    }

    /// <summary>The document value of a typed form.</summary>
    public static object? ToDocument<T>(T value) => value switch
    {
        null => null,
        int i => Box(i),
        long l => Box(l),
        bool b => Box(b),
        Quantity q => q.ToString(),
        IntOrString s => s.ToDocumentValue(),
        DateTimeOffset t => Timestamps.Format(t),
        _ => value,
    };
}
