using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Coordination.V1;

[KubernetesType("io.k8s.api.coordination.v1.Lease")]
[Kind("coordination.k8s.io", "v1", "Lease")]
[Resource("leases", "lease", Namespaced = true)]
public sealed partial class Lease : KubernetesObject
{
    [Field("spec", 2)]
    public partial LeaseSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.coordination.v1.LeaseSpec")]
public sealed partial class LeaseSpec
{
    [Field("holderIdentity", 1)]
    public partial string? HolderIdentity { get; set; }

    [Field("leaseDurationSeconds", 2)]
    public partial int? LeaseDurationSeconds { get; set; }

    [Field("acquireTime", 3, Format = ValueKind.MicroTime)]
    public partial DateTimeOffset? AcquireTime { get; set; }

    [Field("renewTime", 4, Format = ValueKind.MicroTime)]
    public partial DateTimeOffset? RenewTime { get; set; }

    [Field("leaseTransitions", 5)]
    public partial int? LeaseTransitions { get; set; }

    [Field("strategy", 6)]
    public partial string? Strategy { get; set; }

    [Field("preferredHolder", 7)]
    public partial string? PreferredHolder { get; set; }
}
