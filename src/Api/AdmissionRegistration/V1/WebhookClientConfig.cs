using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.WebhookClientConfig")]
public sealed partial class WebhookClientConfig
{
    [Field("service", 1)]
    public partial ServiceReference? Service { get; set; }

    [Field("caBundle", 2, Format = ValueKind.Bytes)]
    public partial string CaBundle { get; set; }

    [Field("url", 3)]
    public partial string? Url { get; set; }
}
