using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SecretEnvSource")]
public sealed partial class SecretEnvSource
{
    [Field("optional", 2)]
    public partial bool? Optional { get; set; }

    [Field("name", 0, Default = "\"\"")]
    public partial string Name { get; set; }
}
