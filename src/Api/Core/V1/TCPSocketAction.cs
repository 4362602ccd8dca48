using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.TCPSocketAction")]
public sealed partial class TCPSocketAction
{
    [Field("port", 1, Always = true, Required = true)]
    public partial IntOrString? Port { get; set; }

    [Field("host", 2)]
    public partial string Host { get; set; }
}
