using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Json;

/// <summary>The Go names of types, as the decoder's errors say them.</summary>
internal static class GoTypeName
{
    /// <summary>The name of a type, such as int32, map[string]string or v1.PodSpec.</summary>
    public static string Of(TypeSchema type) => type.Kind switch
    {
        ValueKind.String => "string",
        ValueKind.Bool => "bool",
        ValueKind.Int32 => "int32",
        ValueKind.Int64 => "int64",
        ValueKind.Double => "float64",
        ValueKind.Bytes => "[]uint8",
        ValueKind.List => "[]" + Of(type.Items!),
        ValueKind.Map => "map[string]" + Of(type.Items!),
        ValueKind.Object => Qualified(type.Object!),
        ValueKind.Quantity => "resource.Quantity",
        ValueKind.IntOrString => "intstr.IntOrString",
        ValueKind.Time => "v1.Time",
        ValueKind.MicroTime => "v1.MicroTime",
        ValueKind.Duration => "v1.Duration",
        ValueKind.FieldsV1 => "v1.FieldsV1",
        _ => "interface {}",
    };

    /// <summary>The name without its package.</summary>
    public static string Short(ObjectSchema schema) => schema.Name[(schema.Name.LastIndexOf('.') + 1)..];

    /// <summary>The name with its package: of io.k8s.api.core.v1.PodSpec, v1.PodSpec.</summary>
    public static string Qualified(ObjectSchema schema)
    {
        var last = schema.Name.LastIndexOf('.');
        var before = last > 0 ? schema.Name.LastIndexOf('.', last - 1) : -1;
        return schema.Name[(before + 1)..];
    }
}
