using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.ParamRef", Atomic = true)]
public sealed partial class ParamRef
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("namespace", 2)]
    public partial string Namespace { get; set; }

    [Field("selector", 3)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("parameterNotFoundAction", 4)]
    public partial string? ParameterNotFoundAction { get; set; }
}
