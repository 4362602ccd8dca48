using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Policy.V1;

[KubernetesType("io.k8s.api.policy.v1.PodDisruptionBudget")]
[Kind("policy", "v1", "PodDisruptionBudget")]
[Resource("poddisruptionbudgets", "poddisruptionbudget", Namespaced = true, ShortNames = "pdb")]
[Subresource("status", "get,patch,update")]
public sealed partial class PodDisruptionBudget : KubernetesObject
{
    [Field("spec", 2)]
    public partial PodDisruptionBudgetSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PodDisruptionBudgetStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.policy.v1.PodDisruptionBudgetSpec")]
public sealed partial class PodDisruptionBudgetSpec
{
    [Field("minAvailable", 1)]
    public partial IntOrString? MinAvailable { get; set; }

    [Field("selector", 2, PatchStrategy = PatchStrategy.Replace)]
    public partial Meta.V1.LabelSelector? Selector { get; set; }

    [Field("maxUnavailable", 3)]
    public partial IntOrString? MaxUnavailable { get; set; }

    [Field("unhealthyPodEvictionPolicy", 4)]
    public partial string? UnhealthyPodEvictionPolicy { get; set; }
}

[KubernetesType("io.k8s.api.policy.v1.PodDisruptionBudgetStatus")]
public sealed partial class PodDisruptionBudgetStatus
{
    [Field("observedGeneration", 1)]
    public partial long ObservedGeneration { get; set; }

    [Field("disruptedPods", 2)]
    public partial MapOf<DateTimeOffset> DisruptedPods { get; set; }

    [Field("disruptionsAllowed", 3, Always = true, Default = "0")]
    public partial int DisruptionsAllowed { get; set; }

    [Field("currentHealthy", 4, Always = true, Default = "0")]
    public partial int CurrentHealthy { get; set; }

    [Field("desiredHealthy", 5, Always = true, Default = "0")]
    public partial int DesiredHealthy { get; set; }

    [Field("expectedPods", 6, Always = true, Default = "0")]
    public partial int ExpectedPods { get; set; }

    [Field("conditions", 7, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<Meta.V1.Condition> Conditions { get; set; }
}
