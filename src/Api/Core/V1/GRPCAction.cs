using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.GRPCAction")]
public sealed partial class GRPCAction
{
    [Field("port", 1, Always = true, Required = true, Default = "0")]
    public partial int Port { get; set; }

    [Field("service", 2, Always = true, Default = "\"\"")]
    public partial string Service { get; set; }
}
