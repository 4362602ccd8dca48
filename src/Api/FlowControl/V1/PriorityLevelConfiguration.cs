using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.FlowControl.V1;

[KubernetesType("io.k8s.api.flowcontrol.v1.PriorityLevelConfiguration")]
[Kind("flowcontrol.apiserver.k8s.io", "v1", "PriorityLevelConfiguration")]
[Resource("prioritylevelconfigurations", "prioritylevelconfiguration", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class PriorityLevelConfiguration : KubernetesObject
{
    [Field("spec", 2)]
    public partial PriorityLevelConfigurationSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PriorityLevelConfigurationStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.ExemptPriorityLevelConfiguration")]
public sealed partial class ExemptPriorityLevelConfiguration
{
    [Field("nominalConcurrencyShares", 1)]
    public partial int? NominalConcurrencyShares { get; set; }

    [Field("lendablePercent", 2)]
    public partial int? LendablePercent { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.LimitResponse")]
public sealed partial class LimitResponse
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("queuing", 2)]
    public partial QueuingConfiguration? Queuing { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.LimitedPriorityLevelConfiguration")]
public sealed partial class LimitedPriorityLevelConfiguration
{
    [Field("nominalConcurrencyShares", 1)]
    public partial int? NominalConcurrencyShares { get; set; }

    [Field("limitResponse", 2)]
    public partial LimitResponse LimitResponse { get; set; }

    [Field("lendablePercent", 3)]
    public partial int? LendablePercent { get; set; }

    [Field("borrowingLimitPercent", 4)]
    public partial int? BorrowingLimitPercent { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationCondition")]
public sealed partial class PriorityLevelConfigurationCondition
{
    [Field("type", 1)]
    public partial string Type { get; set; }

    [Field("status", 2)]
    public partial string Status { get; set; }

    [Field("lastTransitionTime", 3, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("message", 5)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationSpec")]
public sealed partial class PriorityLevelConfigurationSpec
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("limited", 2)]
    public partial LimitedPriorityLevelConfiguration? Limited { get; set; }

    [Field("exempt", 3)]
    public partial ExemptPriorityLevelConfiguration? Exempt { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationStatus")]
public sealed partial class PriorityLevelConfigurationStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<PriorityLevelConfigurationCondition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.QueuingConfiguration")]
public sealed partial class QueuingConfiguration
{
    [Field("queues", 1, Always = true, Default = "0")]
    public partial int Queues { get; set; }

    [Field("handSize", 2, Always = true, Default = "0")]
    public partial int HandSize { get; set; }

    [Field("queueLengthLimit", 3, Always = true, Default = "0")]
    public partial int QueueLengthLimit { get; set; }
}
