using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Probe")]
public sealed partial class Probe
{
    [Field("initialDelaySeconds", 2)]
    public partial int InitialDelaySeconds { get; set; }

    [Field("timeoutSeconds", 3)]
    public partial int TimeoutSeconds { get; set; }

    [Field("periodSeconds", 4)]
    public partial int PeriodSeconds { get; set; }

    [Field("successThreshold", 5)]
    public partial int SuccessThreshold { get; set; }

    [Field("failureThreshold", 6)]
    public partial int FailureThreshold { get; set; }

    [Field("terminationGracePeriodSeconds", 7)]
    public partial long? TerminationGracePeriodSeconds { get; set; }

    [Field("exec", 0)]
    public partial ExecAction? Exec { get; set; }

    [Field("grpc", 0)]
    public partial GRPCAction? Grpc { get; set; }

    [Field("httpGet", 0)]
    public partial HTTPGetAction? HttpGet { get; set; }

    [Field("tcpSocket", 0)]
    public partial TCPSocketAction? TcpSocket { get; set; }
}
