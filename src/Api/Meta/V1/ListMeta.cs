using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta")]
public sealed partial class ListMeta
{
    [Field("selfLink", 1)]
    public partial string SelfLink { get; set; }

    [Field("resourceVersion", 2)]
    public partial string ResourceVersion { get; set; }

    [Field("continue", 3)]
    public partial string Continue { get; set; }

    [Field("remainingItemCount", 4)]
    public partial long? RemainingItemCount { get; set; }

    [Field("shardInfo", 5)]
    public partial ShardInfo? ShardInfo { get; set; }
}
