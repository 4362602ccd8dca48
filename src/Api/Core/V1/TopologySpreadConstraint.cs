using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.TopologySpreadConstraint")]
public sealed partial class TopologySpreadConstraint
{
    [Field("maxSkew", 1, Always = true, Required = true, Default = "0")]
    public partial int MaxSkew { get; set; }

    [Field("topologyKey", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string TopologyKey { get; set; }

    [Field("whenUnsatisfiable", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string WhenUnsatisfiable { get; set; }

    [Field("labelSelector", 4)]
    public partial Meta.V1.LabelSelector? LabelSelector { get; set; }

    [Field("minDomains", 5)]
    public partial int? MinDomains { get; set; }

    [Field("nodeAffinityPolicy", 6)]
    public partial string? NodeAffinityPolicy { get; set; }

    [Field("nodeTaintsPolicy", 7)]
    public partial string? NodeTaintsPolicy { get; set; }

    [Field("matchLabelKeys", 8)]
    public partial ListOf<string> MatchLabelKeys { get; set; }
}
