using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Storage.V1;

[KubernetesType("io.k8s.api.storage.v1.CSIDriver")]
[Kind("storage.k8s.io", "v1", "CSIDriver")]
[Resource("csidrivers", "csidriver", Namespaced = false)]
public sealed partial class CSIDriver : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial CSIDriverSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.CSIDriverSpec")]
public sealed partial class CSIDriverSpec
{
    [Field("attachRequired", 1)]
    public partial bool? AttachRequired { get; set; }

    [Field("podInfoOnMount", 2)]
    public partial bool? PodInfoOnMount { get; set; }

    [Field("volumeLifecycleModes", 3, ListType = ListType.Set)]
    public partial ListOf<string> VolumeLifecycleModes { get; set; }

    [Field("storageCapacity", 4)]
    public partial bool? StorageCapacity { get; set; }

    [Field("fsGroupPolicy", 5)]
    public partial string? FsGroupPolicy { get; set; }

    [Field("tokenRequests", 6)]
    public partial ListOf<TokenRequest> TokenRequests { get; set; }

    [Field("requiresRepublish", 7)]
    public partial bool? RequiresRepublish { get; set; }

    [Field("seLinuxMount", 8)]
    public partial bool? SeLinuxMount { get; set; }

    [Field("nodeAllocatableUpdatePeriodSeconds", 9)]
    public partial long? NodeAllocatableUpdatePeriodSeconds { get; set; }

    [Field("serviceAccountTokenInSecrets", 10)]
    public partial bool? ServiceAccountTokenInSecrets { get; set; }

    [Field("preventPodSchedulingIfMissing", 11)]
    public partial bool? PreventPodSchedulingIfMissing { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.TokenRequest")]
public sealed partial class TokenRequest
{
    [Field("audience", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Audience { get; set; }

    [Field("expirationSeconds", 2)]
    public partial long? ExpirationSeconds { get; set; }
}
