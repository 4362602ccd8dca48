using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.LabelSelectorAttributes")]
public sealed partial class LabelSelectorAttributes
{
    [Field("rawSelector", 1)]
    public partial string RawSelector { get; set; }

    [Field("requirements", 2)]
    public partial ListOf<Meta.V1.LabelSelectorRequirement> Requirements { get; set; }
}
