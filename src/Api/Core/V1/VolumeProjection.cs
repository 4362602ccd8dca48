using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.VolumeProjection")]
public sealed partial class VolumeProjection
{
    [Field("secret", 1)]
    public partial SecretProjection? Secret { get; set; }

    [Field("downwardAPI", 2)]
    public partial DownwardAPIProjection? DownwardAPI { get; set; }

    [Field("configMap", 3)]
    public partial ConfigMapProjection? ConfigMap { get; set; }

    [Field("serviceAccountToken", 4)]
    public partial ServiceAccountTokenProjection? ServiceAccountToken { get; set; }

    [Field("clusterTrustBundle", 5)]
    public partial ClusterTrustBundleProjection? ClusterTrustBundle { get; set; }

    [Field("podCertificate", 6)]
    public partial PodCertificateProjection? PodCertificate { get; set; }
}
