using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.Condition")]
public sealed partial class Condition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("observedGeneration", 3)]
    public partial long ObservedGeneration { get; set; }

    [Field("lastTransitionTime", 4, Always = true, Required = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string Reason { get; set; }

    [Field("message", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string Message { get; set; }
}
