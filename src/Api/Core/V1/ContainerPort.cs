using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ContainerPort")]
public sealed partial class ContainerPort
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("hostPort", 2)]
    public partial int HostPort { get; set; }

    [Field("containerPort", 3, Always = true, Required = true, Default = "0")]
    public partial int ContainerPortValue { get; set; }

    [Field("protocol", 4, Default = "\"TCP\"")]
    public partial string Protocol { get; set; }

    [Field("hostIP", 5)]
    public partial string HostIP { get; set; }
}
