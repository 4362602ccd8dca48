using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Certificates.V1Beta1;

[KubernetesType("io.k8s.api.certificates.v1beta1.ClusterTrustBundle")]
[Kind("certificates.k8s.io", "v1beta1", "ClusterTrustBundle")]
[Resource("clustertrustbundles", "clustertrustbundle", Namespaced = false)]
public sealed partial class ClusterTrustBundle : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial ClusterTrustBundleSpec Spec { get; set; }
}

[KubernetesType("io.k8s.api.certificates.v1beta1.ClusterTrustBundleSpec")]
public sealed partial class ClusterTrustBundleSpec
{
    [Field("signerName", 1)]
    public partial string SignerName { get; set; }

    [Field("trustBundle", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string TrustBundle { get; set; }
}
