using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ConfigMapEnvSource")]
public sealed partial class ConfigMapEnvSource
{
    [Field("optional", 2)]
    public partial bool? Optional { get; set; }

    [Field("name", 0, Default = "\"\"")]
    public partial string Name { get; set; }
}
