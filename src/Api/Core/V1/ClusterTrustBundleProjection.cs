using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ClusterTrustBundleProjection")]
public sealed partial class ClusterTrustBundleProjection
{
    [Field("name", 1)]
    public partial string? Name { get; set; }

    [Field("signerName", 2)]
    public partial string? SignerName { get; set; }

    [Field("labelSelector", 3)]
    public partial Meta.V1.LabelSelector? LabelSelector { get; set; }

    [Field("path", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("optional", 5)]
    public partial bool? Optional { get; set; }
}
