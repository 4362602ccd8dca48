using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.ServiceReference")]
public sealed partial class ServiceReference
{
    [Field("namespace", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Namespace { get; set; }

    [Field("name", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("path", 3)]
    public partial string? Path { get; set; }

    [Field("port", 4)]
    public partial int? Port { get; set; }
}
