using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.LifecycleHandler")]
public sealed partial class LifecycleHandler
{
    [Field("exec", 1)]
    public partial ExecAction? Exec { get; set; }

    [Field("httpGet", 2)]
    public partial HTTPGetAction? HttpGet { get; set; }

    [Field("tcpSocket", 3)]
    public partial TCPSocketAction? TcpSocket { get; set; }

    [Field("sleep", 4)]
    public partial SleepAction? Sleep { get; set; }
}
