using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Coordination.V1Alpha2;

[KubernetesType("io.k8s.api.coordination.v1alpha2.LeaseCandidate")]
[Kind("coordination.k8s.io", "v1alpha2", "LeaseCandidate")]
[Resource("leasecandidates", "leasecandidate", Namespaced = true)]
public sealed partial class LeaseCandidate : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial LeaseCandidateSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.coordination.v1alpha2.LeaseCandidateSpec")]
public sealed partial class LeaseCandidateSpec
{
    [Field("leaseName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string LeaseName { get; set; }

    [Field("pingTime", 2, Format = ValueKind.MicroTime)]
    public partial DateTimeOffset? PingTime { get; set; }

    [Field("renewTime", 3, Format = ValueKind.MicroTime)]
    public partial DateTimeOffset? RenewTime { get; set; }

    [Field("binaryVersion", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string BinaryVersion { get; set; }

    [Field("emulationVersion", 5)]
    public partial string EmulationVersion { get; set; }

    [Field("strategy", 6, Required = true)]
    public partial string Strategy { get; set; }
}
