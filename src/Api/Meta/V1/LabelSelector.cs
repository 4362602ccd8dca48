using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector", Atomic = true)]
public sealed partial class LabelSelector
{
    [Field("matchLabels", 1)]
    public partial MapOf<string> MatchLabels { get; set; }

    [Field("matchExpressions", 2)]
    public partial ListOf<LabelSelectorRequirement> MatchExpressions { get; set; }
}
