using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Rbac.V1;

[KubernetesType("io.k8s.api.rbac.v1.ClusterRole")]
[Kind("rbac.authorization.k8s.io", "v1", "ClusterRole")]
[Resource("clusterroles", "clusterrole", Namespaced = false)]
public sealed partial class ClusterRole : KubernetesObject
{
    [Field("rules", 2, Always = true)]
    public partial ListOf<PolicyRule> Rules { get; set; }

    [Field("aggregationRule", 3)]
    public partial AggregationRule? AggregationRule { get; set; }
}

[KubernetesType("io.k8s.api.rbac.v1.AggregationRule")]
public sealed partial class AggregationRule
{
    [Field("clusterRoleSelectors", 1)]
    public partial ListOf<Meta.V1.LabelSelector> ClusterRoleSelectors { get; set; }
}
