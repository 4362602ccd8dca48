using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ContainerResizePolicy")]
public sealed partial class ContainerResizePolicy
{
    [Field("resourceName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ResourceName { get; set; }

    [Field("restartPolicy", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string RestartPolicy { get; set; }
}
