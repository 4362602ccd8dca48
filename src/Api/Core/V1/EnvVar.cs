using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EnvVar")]
public sealed partial class EnvVar
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("value", 2)]
    public partial string Value { get; set; }

    [Field("valueFrom", 3)]
    public partial EnvVarSource? ValueFrom { get; set; }
}
