using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodCertificateProjection")]
public sealed partial class PodCertificateProjection
{
    [Field("signerName", 1, Required = true)]
    public partial string SignerName { get; set; }

    [Field("keyType", 2, Required = true)]
    public partial string KeyType { get; set; }

    [Field("maxExpirationSeconds", 3)]
    public partial int? MaxExpirationSeconds { get; set; }

    [Field("credentialBundlePath", 4)]
    public partial string CredentialBundlePath { get; set; }

    [Field("keyPath", 5)]
    public partial string KeyPath { get; set; }

    [Field("certificateChainPath", 6)]
    public partial string CertificateChainPath { get; set; }

    [Field("userAnnotations", 7)]
    public partial MapOf<string> UserAnnotations { get; set; }
}
