using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ExecAction")]
public sealed partial class ExecAction
{
    [Field("command", 1)]
    public partial ListOf<string> Command { get; set; }
}
