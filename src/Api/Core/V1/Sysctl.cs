using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Sysctl")]
public sealed partial class Sysctl
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("value", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Value { get; set; }
}
