using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Node")]
[Kind("", "v1", "Node")]
[Resource("nodes", "node", Namespaced = false, ShortNames = "no")]
[Subresource("proxy", "create,delete,get,patch,update", Kind = "//NodeProxyOptions")]
[Subresource("status", "get,patch,update")]
public sealed partial class Node : KubernetesObject
{
    [Field("spec", 2)]
    public partial NodeSpec Spec { get; set; }

    [Field("status", 3)]
    public partial NodeStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.AttachedVolume")]
public sealed partial class AttachedVolume
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("devicePath", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string DevicePath { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ConfigMapNodeConfigSource")]
public sealed partial class ConfigMapNodeConfigSource
{
    [Field("namespace", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Namespace { get; set; }

    [Field("name", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("uid", 3)]
    public partial string Uid { get; set; }

    [Field("resourceVersion", 4)]
    public partial string ResourceVersion { get; set; }

    [Field("kubeletConfigKey", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string KubeletConfigKey { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerImage")]
public sealed partial class ContainerImage
{
    [Field("names", 1)]
    public partial ListOf<string> Names { get; set; }

    [Field("sizeBytes", 2)]
    public partial long SizeBytes { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.DaemonEndpoint")]
public sealed partial class DaemonEndpoint
{
    [Field("Port", 1, Always = true, Required = true, Default = "0")]
    public partial int Port { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeAddress")]
public sealed partial class NodeAddress
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("address", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Address { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeCondition")]
public sealed partial class NodeCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastHeartbeatTime", 3, Always = true)]
    public partial DateTimeOffset? LastHeartbeatTime { get; set; }

    [Field("lastTransitionTime", 4, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5)]
    public partial string Reason { get; set; }

    [Field("message", 6)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeConfigSource")]
public sealed partial class NodeConfigSource
{
    [Field("configMap", 2)]
    public partial ConfigMapNodeConfigSource? ConfigMap { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeConfigStatus")]
public sealed partial class NodeConfigStatus
{
    [Field("assigned", 1)]
    public partial NodeConfigSource? Assigned { get; set; }

    [Field("active", 2)]
    public partial NodeConfigSource? Active { get; set; }

    [Field("lastKnownGood", 3)]
    public partial NodeConfigSource? LastKnownGood { get; set; }

    [Field("error", 4)]
    public partial string Error { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeDaemonEndpoints")]
public sealed partial class NodeDaemonEndpoints
{
    [Field("kubeletEndpoint", 1)]
    public partial DaemonEndpoint KubeletEndpoint { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeFeatures")]
public sealed partial class NodeFeatures
{
    [Field("supplementalGroupsPolicy", 1)]
    public partial bool? SupplementalGroupsPolicy { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeRuntimeHandler")]
public sealed partial class NodeRuntimeHandler
{
    [Field("name", 1, Always = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("features", 2)]
    public partial NodeRuntimeHandlerFeatures? Features { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeRuntimeHandlerFeatures")]
public sealed partial class NodeRuntimeHandlerFeatures
{
    [Field("recursiveReadOnlyMounts", 1)]
    public partial bool? RecursiveReadOnlyMounts { get; set; }

    [Field("userNamespaces", 2)]
    public partial bool? UserNamespaces { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeSpec")]
public sealed partial class NodeSpec
{
    [Field("podCIDR", 1)]
    public partial string PodCIDR { get; set; }

    [Field("externalID", 2)]
    public partial string ExternalID { get; set; }

    [Field("providerID", 3)]
    public partial string ProviderID { get; set; }

    [Field("unschedulable", 4)]
    public partial bool Unschedulable { get; set; }

    [Field("taints", 5)]
    public partial ListOf<Taint> Taints { get; set; }

    [Field("configSource", 6)]
    public partial NodeConfigSource? ConfigSource { get; set; }

    [Field("podCIDRs", 7, ListType = ListType.Set, PatchStrategy = PatchStrategy.Merge)]
    public partial ListOf<string> PodCIDRs { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeStatus")]
public sealed partial class NodeStatus
{
    [Field("capacity", 1)]
    public partial MapOf<Quantity> Capacity { get; set; }

    [Field("allocatable", 2)]
    public partial MapOf<Quantity> Allocatable { get; set; }

    [Field("phase", 3)]
    public partial string Phase { get; set; }

    [Field("conditions", 4, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<NodeCondition> Conditions { get; set; }

    [Field("addresses", 5, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<NodeAddress> Addresses { get; set; }

    [Field("daemonEndpoints", 6)]
    public partial NodeDaemonEndpoints DaemonEndpoints { get; set; }

    [Field("nodeInfo", 7)]
    public partial NodeSystemInfo NodeInfo { get; set; }

    [Field("images", 8)]
    public partial ListOf<ContainerImage> Images { get; set; }

    [Field("volumesInUse", 9)]
    public partial ListOf<string> VolumesInUse { get; set; }

    [Field("volumesAttached", 10)]
    public partial ListOf<AttachedVolume> VolumesAttached { get; set; }

    [Field("config", 11)]
    public partial NodeConfigStatus? Config { get; set; }

    [Field("runtimeHandlers", 12)]
    public partial ListOf<NodeRuntimeHandler> RuntimeHandlers { get; set; }

    [Field("features", 13)]
    public partial NodeFeatures? Features { get; set; }

    [Field("declaredFeatures", 14)]
    public partial ListOf<string> DeclaredFeatures { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeSwapStatus")]
public sealed partial class NodeSwapStatus
{
    [Field("capacity", 1)]
    public partial long? Capacity { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeSystemInfo")]
public sealed partial class NodeSystemInfo
{
    [Field("machineID", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string MachineID { get; set; }

    [Field("systemUUID", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string SystemUUID { get; set; }

    [Field("bootID", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string BootID { get; set; }

    [Field("kernelVersion", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string KernelVersion { get; set; }

    [Field("osImage", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string OsImage { get; set; }

    [Field("containerRuntimeVersion", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string ContainerRuntimeVersion { get; set; }

    [Field("kubeletVersion", 7, Always = true, Required = true, Default = "\"\"")]
    public partial string KubeletVersion { get; set; }

    [Field("kubeProxyVersion", 8, Always = true, Required = true, Default = "\"\"")]
    public partial string KubeProxyVersion { get; set; }

    [Field("operatingSystem", 9, Always = true, Required = true, Default = "\"\"")]
    public partial string OperatingSystem { get; set; }

    [Field("architecture", 10, Always = true, Required = true, Default = "\"\"")]
    public partial string Architecture { get; set; }

    [Field("swap", 11)]
    public partial NodeSwapStatus? Swap { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.Taint")]
public sealed partial class Taint
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("value", 2)]
    public partial string Value { get; set; }

    [Field("effect", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Effect { get; set; }

    [Field("timeAdded", 4)]
    public partial DateTimeOffset? TimeAdded { get; set; }
}
