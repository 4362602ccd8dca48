using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Autoscaling.V1;

[KubernetesType("io.k8s.api.autoscaling.v1.Scale")]
[Kind("autoscaling", "v1", "Scale")]
public sealed partial class Scale : KubernetesObject
{
    [Field("spec", 2)]
    public partial ScaleSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ScaleStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v1.ScaleSpec")]
public sealed partial class ScaleSpec
{
    [Field("replicas", 1, Default = "0")]
    public partial int? Replicas { get; set; }
}

[KubernetesType("io.k8s.api.autoscaling.v1.ScaleStatus")]
public sealed partial class ScaleStatus
{
    [Field("replicas", 1, Always = true, Required = true, Default = "0")]
    public partial int Replicas { get; set; }

    [Field("selector", 2)]
    public partial string Selector { get; set; }
}
