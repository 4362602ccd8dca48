using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ResourceFieldSelector", Atomic = true)]
public sealed partial class ResourceFieldSelector
{
    [Field("containerName", 1)]
    public partial string ContainerName { get; set; }

    [Field("resource", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Resource { get; set; }

    [Field("divisor", 3, Always = true)]
    public partial Quantity? Divisor { get; set; }
}
