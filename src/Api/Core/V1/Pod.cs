using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Pod")]
[Kind("", "v1", "Pod")]
[Resource("pods", "pod", Namespaced = true, ShortNames = "po", Categories = "all")]
[Subresource("attach", "create,get", Kind = "//PodAttachOptions")]
[Subresource("binding", "create", Kind = "//Binding")]
[Subresource("ephemeralcontainers", "get,patch,update")]
[Subresource("eviction", "create", Kind = "policy/v1/Eviction")]
[Subresource("exec", "create,get", Kind = "//PodExecOptions")]
[Subresource("log", "get")]
[Subresource("portforward", "create,get", Kind = "//PodPortForwardOptions")]
[Subresource("proxy", "create,delete,get,patch,update", Kind = "//PodProxyOptions")]
[Subresource("resize", "get,patch,update")]
[Subresource("status", "get,patch,update")]
public sealed partial class Pod : KubernetesObject
{
    [Field("spec", 2)]
    public partial PodSpec Spec { get; set; }

    [Field("status", 3)]
    public partial PodStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerExtendedResourceRequest")]
public sealed partial class ContainerExtendedResourceRequest
{
    [Field("containerName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ContainerName { get; set; }

    [Field("resourceName", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string ResourceName { get; set; }

    [Field("requestName", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string RequestName { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerState")]
public sealed partial class ContainerState
{
    [Field("waiting", 1)]
    public partial ContainerStateWaiting? Waiting { get; set; }

    [Field("running", 2)]
    public partial ContainerStateRunning? Running { get; set; }

    [Field("terminated", 3)]
    public partial ContainerStateTerminated? Terminated { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerStateRunning")]
public sealed partial class ContainerStateRunning
{
    [Field("startedAt", 1, Always = true)]
    public partial DateTimeOffset? StartedAt { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerStateTerminated")]
public sealed partial class ContainerStateTerminated
{
    [Field("exitCode", 1, Always = true, Required = true, Default = "0")]
    public partial int ExitCode { get; set; }

    [Field("signal", 2)]
    public partial int Signal { get; set; }

    [Field("reason", 3)]
    public partial string Reason { get; set; }

    [Field("message", 4)]
    public partial string Message { get; set; }

    [Field("startedAt", 5, Always = true)]
    public partial DateTimeOffset? StartedAt { get; set; }

    [Field("finishedAt", 6, Always = true)]
    public partial DateTimeOffset? FinishedAt { get; set; }

    [Field("containerID", 7)]
    public partial string ContainerID { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerStateWaiting")]
public sealed partial class ContainerStateWaiting
{
    [Field("reason", 1)]
    public partial string Reason { get; set; }

    [Field("message", 2)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerStatus")]
public sealed partial class ContainerStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("state", 2)]
    public partial ContainerState State { get; set; }

    [Field("lastState", 3)]
    public partial ContainerState LastState { get; set; }

    [Field("ready", 4, Always = true, Required = true, Default = "false")]
    public partial bool Ready { get; set; }

    [Field("restartCount", 5, Always = true, Required = true, Default = "0")]
    public partial int RestartCount { get; set; }

    [Field("image", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string Image { get; set; }

    [Field("imageID", 7, Always = true, Required = true, Default = "\"\"")]
    public partial string ImageID { get; set; }

    [Field("containerID", 8)]
    public partial string ContainerID { get; set; }

    [Field("started", 9)]
    public partial bool? Started { get; set; }

    [Field("allocatedResources", 10)]
    public partial MapOf<Quantity> AllocatedResources { get; set; }

    [Field("resources", 11)]
    public partial ResourceRequirements? Resources { get; set; }

    [Field("volumeMounts", 12, ListType = ListType.Map, MapKeys = "mountPath", PatchStrategy = PatchStrategy.Merge, MergeKey = "mountPath")]
    public partial ListOf<VolumeMountStatus> VolumeMounts { get; set; }

    [Field("user", 13)]
    public partial ContainerUser? User { get; set; }

    [Field("allocatedResourcesStatus", 14, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<ResourceStatus> AllocatedResourcesStatus { get; set; }

    [Field("stopSignal", 15)]
    public partial string? StopSignal { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ContainerUser")]
public sealed partial class ContainerUser
{
    [Field("linux", 1)]
    public partial LinuxContainerUser? Linux { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.HostIP")]
public sealed partial class HostIP
{
    [Field("ip", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Ip { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ImageVolumeStatus")]
public sealed partial class ImageVolumeStatus
{
    [Field("imageRef", 1, Required = true)]
    public partial string ImageRef { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.LinuxContainerUser")]
public sealed partial class LinuxContainerUser
{
    [Field("uid", 1, Always = true, Required = true, Default = "0")]
    public partial long Uid { get; set; }

    [Field("gid", 2, Always = true, Required = true, Default = "0")]
    public partial long Gid { get; set; }

    [Field("supplementalGroups", 3)]
    public partial ListOf<long> SupplementalGroups { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.NodeAllocatableResourceClaimStatus")]
public sealed partial class NodeAllocatableResourceClaimStatus
{
    [Field("resourceClaimName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ResourceClaimName { get; set; }

    [Field("containers", 2, ListType = ListType.Set)]
    public partial ListOf<string> Containers { get; set; }

    [Field("resources", 3, Always = true, Required = true)]
    public partial MapOf<Quantity> Resources { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PodCondition")]
public sealed partial class PodCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastProbeTime", 3, Always = true)]
    public partial DateTimeOffset? LastProbeTime { get; set; }

    [Field("lastTransitionTime", 4, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 5)]
    public partial string Reason { get; set; }

    [Field("message", 6)]
    public partial string Message { get; set; }

    [Field("observedGeneration", 7)]
    public partial long ObservedGeneration { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PodExtendedResourceClaimStatus")]
public sealed partial class PodExtendedResourceClaimStatus
{
    [Field("requestMappings", 1, Always = true, Required = true)]
    public partial ListOf<ContainerExtendedResourceRequest> RequestMappings { get; set; }

    [Field("resourceClaimName", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string ResourceClaimName { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PodIP")]
public sealed partial class PodIP
{
    [Field("ip", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Ip { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PodResourceClaimStatus")]
public sealed partial class PodResourceClaimStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("resourceClaimName", 2)]
    public partial string? ResourceClaimName { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.PodStatus")]
public sealed partial class PodStatus
{
    [Field("phase", 1)]
    public partial string Phase { get; set; }

    [Field("conditions", 2, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<PodCondition> Conditions { get; set; }

    [Field("message", 3)]
    public partial string Message { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("hostIP", 5)]
    public partial string HostIP { get; set; }

    [Field("podIP", 6)]
    public partial string PodIP { get; set; }

    [Field("startTime", 7)]
    public partial DateTimeOffset? StartTime { get; set; }

    [Field("containerStatuses", 8)]
    public partial ListOf<ContainerStatus> ContainerStatuses { get; set; }

    [Field("qosClass", 9)]
    public partial string QosClass { get; set; }

    [Field("initContainerStatuses", 10)]
    public partial ListOf<ContainerStatus> InitContainerStatuses { get; set; }

    [Field("nominatedNodeName", 11)]
    public partial string NominatedNodeName { get; set; }

    [Field("podIPs", 12, ListType = ListType.Map, MapKeys = "ip", PatchStrategy = PatchStrategy.Merge, MergeKey = "ip")]
    public partial ListOf<PodIP> PodIPs { get; set; }

    [Field("ephemeralContainerStatuses", 13)]
    public partial ListOf<ContainerStatus> EphemeralContainerStatuses { get; set; }

    [Field("resize", 14)]
    public partial string Resize { get; set; }

    [Field("resourceClaimStatuses", 15, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys, MergeKey = "name")]
    public partial ListOf<PodResourceClaimStatus> ResourceClaimStatuses { get; set; }

    [Field("hostIPs", 16, PatchStrategy = PatchStrategy.Merge, MergeKey = "ip")]
    public partial ListOf<HostIP> HostIPs { get; set; }

    [Field("observedGeneration", 17)]
    public partial long ObservedGeneration { get; set; }

    [Field("extendedResourceClaimStatus", 18)]
    public partial PodExtendedResourceClaimStatus? ExtendedResourceClaimStatus { get; set; }

    [Field("allocatedResources", 19)]
    public partial MapOf<Quantity> AllocatedResources { get; set; }

    [Field("resources", 20)]
    public partial ResourceRequirements? Resources { get; set; }

    [Field("nodeAllocatableResourceClaimStatuses", 21)]
    public partial ListOf<NodeAllocatableResourceClaimStatus> NodeAllocatableResourceClaimStatuses { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ResourceHealth")]
public sealed partial class ResourceHealth
{
    [Field("resourceID", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ResourceID { get; set; }

    [Field("health", 2)]
    public partial string Health { get; set; }

    [Field("message", 6)]
    public partial string? Message { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ResourceStatus")]
public sealed partial class ResourceStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("resources", 2, ListType = ListType.Map, MapKeys = "resourceID")]
    public partial ListOf<ResourceHealth> Resources { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.VolumeMountStatus")]
public sealed partial class VolumeMountStatus
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("mountPath", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string MountPath { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }

    [Field("recursiveReadOnly", 4)]
    public partial string? RecursiveReadOnly { get; set; }

    [Field("volumeStatus", 5)]
    public partial VolumeStatus? VolumeStatus { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.VolumeStatus")]
public sealed partial class VolumeStatus
{
    [Field("image", 1)]
    public partial ImageVolumeStatus? Image { get; set; }
}
