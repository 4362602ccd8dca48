using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Certificates.V1Beta1;

[KubernetesType("io.k8s.api.certificates.v1beta1.PodCertificateRequest")]
[Kind("certificates.k8s.io", "v1beta1", "PodCertificateRequest")]
[Resource("podcertificaterequests", "podcertificaterequest", Namespaced = true)]
[Subresource("status", "get,patch,update")]
public sealed partial class PodCertificateRequest : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial PodCertificateRequestSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PodCertificateRequestStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.certificates.v1beta1.PodCertificateRequestSpec")]
public sealed partial class PodCertificateRequestSpec
{
    [Field("signerName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string SignerName { get; set; }

    [Field("podName", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string PodName { get; set; }

    [Field("podUID", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string PodUID { get; set; }

    [Field("serviceAccountName", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string ServiceAccountName { get; set; }

    [Field("serviceAccountUID", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string ServiceAccountUID { get; set; }

    [Field("nodeName", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string NodeName { get; set; }

    [Field("nodeUID", 7, Always = true, Required = true, Default = "\"\"")]
    public partial string NodeUID { get; set; }

    [Field("maxExpirationSeconds", 8, Default = "86400")]
    public partial int? MaxExpirationSeconds { get; set; }

    [Field("pkixPublicKey", 9, Format = ValueKind.Bytes)]
    public partial string PkixPublicKey { get; set; }

    [Field("proofOfPossession", 10, Format = ValueKind.Bytes)]
    public partial string ProofOfPossession { get; set; }

    [Field("unverifiedUserAnnotations", 11)]
    public partial MapOf<string> UnverifiedUserAnnotations { get; set; }

    [Field("stubPKCS10Request", 12, Format = ValueKind.Bytes, Required = true)]
    public partial string StubPKCS10Request { get; set; }
}

[KubernetesType("io.k8s.api.certificates.v1beta1.PodCertificateRequestStatus")]
public sealed partial class PodCertificateRequestStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }

    [Field("certificateChain", 2)]
    public partial string CertificateChain { get; set; }

    [Field("notBefore", 4)]
    public partial DateTimeOffset? NotBefore { get; set; }

    [Field("beginRefreshAt", 5)]
    public partial DateTimeOffset? BeginRefreshAt { get; set; }

    [Field("notAfter", 6)]
    public partial DateTimeOffset? NotAfter { get; set; }
}
