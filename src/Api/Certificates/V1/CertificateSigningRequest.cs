using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Certificates.V1;

[KubernetesType("io.k8s.api.certificates.v1.CertificateSigningRequest")]
[Kind("certificates.k8s.io", "v1", "CertificateSigningRequest")]
[Resource("certificatesigningrequests", "certificatesigningrequest", Namespaced = false, ShortNames = "csr")]
[Subresource("approval", "get,patch,update")]
[Subresource("status", "get,patch,update")]
public sealed partial class CertificateSigningRequest : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial CertificateSigningRequestSpec Spec { get; set; }

    [Field("status", 3)]
    public partial CertificateSigningRequestStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.certificates.v1.CertificateSigningRequestCondition")]
public sealed partial class CertificateSigningRequestCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("reason", 2)]
    public partial string Reason { get; set; }

    [Field("message", 3)]
    public partial string Message { get; set; }

    [Field("lastUpdateTime", 4, Always = true)]
    public partial DateTimeOffset? LastUpdateTime { get; set; }

    [Field("lastTransitionTime", 5, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("status", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }
}

[KubernetesType("io.k8s.api.certificates.v1.CertificateSigningRequestSpec")]
public sealed partial class CertificateSigningRequestSpec
{
    [Field("request", 1, Format = ValueKind.Bytes, Required = true)]
    public partial string Request { get; set; }

    [Field("username", 2)]
    public partial string Username { get; set; }

    [Field("uid", 3)]
    public partial string Uid { get; set; }

    [Field("groups", 4)]
    public partial ListOf<string> Groups { get; set; }

    [Field("usages", 5)]
    public partial ListOf<string> Usages { get; set; }

    [Field("extra", 6)]
    public new partial MapOf<DocList> Extra { get; set; }

    [Field("signerName", 7, Always = true, Required = true, Default = "\"\"")]
    public partial string SignerName { get; set; }

    [Field("expirationSeconds", 8)]
    public partial int? ExpirationSeconds { get; set; }
}

[KubernetesType("io.k8s.api.certificates.v1.CertificateSigningRequestStatus")]
public sealed partial class CertificateSigningRequestStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type")]
    public partial ListOf<CertificateSigningRequestCondition> Conditions { get; set; }

    [Field("certificate", 2, Format = ValueKind.Bytes)]
    public partial string Certificate { get; set; }
}
