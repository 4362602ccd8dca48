using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SELinuxOptions")]
public sealed partial class SELinuxOptions
{
    [Field("user", 1)]
    public partial string User { get; set; }

    [Field("role", 2)]
    public partial string Role { get; set; }

    [Field("type", 3)]
    public partial string Type { get; set; }

    [Field("level", 4)]
    public partial string Level { get; set; }
}
