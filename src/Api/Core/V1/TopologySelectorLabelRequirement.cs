using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.TopologySelectorLabelRequirement")]
public sealed partial class TopologySelectorLabelRequirement
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("values", 2, Always = true, Required = true)]
    public partial ListOf<string> Values { get; set; }
}
