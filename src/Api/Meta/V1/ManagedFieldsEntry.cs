using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.ManagedFieldsEntry")]
public sealed partial class ManagedFieldsEntry
{
    [Field("apiVersion", 3)]
    public partial string ApiVersion { get; set; }

    [Field("manager", 1)]
    public partial string Manager { get; set; }

    [Field("operation", 2)]
    public partial string Operation { get; set; }

    [Field("time", 4)]
    public partial DateTimeOffset? Time { get; set; }

    [Field("fieldsType", 6)]
    public partial string FieldsType { get; set; }

    [Field("fieldsV1", 7, Format = ValueKind.FieldsV1)]
    public partial object? FieldsV1 { get; set; }

    [Field("subresource", 8)]
    public partial string Subresource { get; set; }
}
