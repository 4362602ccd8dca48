using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.Variable", Atomic = true)]
public sealed partial class Variable
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("expression", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Expression { get; set; }
}
