using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.ParamKind", Atomic = true)]
public sealed partial class ParamKind
{
    [Field("kind", 2)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 1)]
    public partial string ApiVersion { get; set; }
}
