using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SleepAction")]
public sealed partial class SleepAction
{
    [Field("seconds", 1, Always = true, Required = true, Default = "0")]
    public partial long Seconds { get; set; }
}
