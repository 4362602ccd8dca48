using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PreferredSchedulingTerm")]
public sealed partial class PreferredSchedulingTerm
{
    [Field("weight", 1, Always = true, Required = true, Default = "0")]
    public partial int Weight { get; set; }

    [Field("preference", 2, Required = true)]
    public partial NodeSelectorTerm Preference { get; set; }
}
