using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodSpec")]
public sealed partial class PodSpec
{
    [Field("volumes", 1, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys, MergeKey = "name")]
    public partial ListOf<Volume> Volumes { get; set; }

    [Field("containers", 2, Always = true, Required = true, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<Container> Containers { get; set; }

    [Field("restartPolicy", 3)]
    public partial string RestartPolicy { get; set; }

    [Field("terminationGracePeriodSeconds", 4)]
    public partial long? TerminationGracePeriodSeconds { get; set; }

    [Field("activeDeadlineSeconds", 5)]
    public partial long? ActiveDeadlineSeconds { get; set; }

    [Field("dnsPolicy", 6)]
    public partial string DnsPolicy { get; set; }

    [Field("nodeSelector", 7, Atomic = true)]
    public partial MapOf<string> NodeSelector { get; set; }

    [Field("serviceAccountName", 8)]
    public partial string ServiceAccountName { get; set; }

    [Field("serviceAccount", 9)]
    public partial string ServiceAccount { get; set; }

    [Field("nodeName", 10)]
    public partial string NodeName { get; set; }

    [Field("hostNetwork", 11)]
    public partial bool HostNetwork { get; set; }

    [Field("hostPID", 12)]
    public partial bool HostPID { get; set; }

    [Field("hostIPC", 13)]
    public partial bool HostIPC { get; set; }

    [Field("securityContext", 14)]
    public partial PodSecurityContext? SecurityContext { get; set; }

    [Field("imagePullSecrets", 15, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<LocalObjectReference> ImagePullSecrets { get; set; }

    [Field("hostname", 16)]
    public partial string Hostname { get; set; }

    [Field("subdomain", 17)]
    public partial string Subdomain { get; set; }

    [Field("affinity", 18)]
    public partial Affinity? Affinity { get; set; }

    [Field("schedulerName", 19)]
    public partial string SchedulerName { get; set; }

    [Field("initContainers", 20, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<Container> InitContainers { get; set; }

    [Field("automountServiceAccountToken", 21)]
    public partial bool? AutomountServiceAccountToken { get; set; }

    [Field("tolerations", 22)]
    public partial ListOf<Toleration> Tolerations { get; set; }

    [Field("hostAliases", 23, ListType = ListType.Map, MapKeys = "ip", PatchStrategy = PatchStrategy.Merge, MergeKey = "ip")]
    public partial ListOf<HostAlias> HostAliases { get; set; }

    [Field("priorityClassName", 24)]
    public partial string PriorityClassName { get; set; }

    [Field("priority", 25)]
    public partial int? Priority { get; set; }

    [Field("dnsConfig", 26)]
    public partial PodDNSConfig? DnsConfig { get; set; }

    [Field("shareProcessNamespace", 27)]
    public partial bool? ShareProcessNamespace { get; set; }

    [Field("readinessGates", 28)]
    public partial ListOf<PodReadinessGate> ReadinessGates { get; set; }

    [Field("runtimeClassName", 29)]
    public partial string? RuntimeClassName { get; set; }

    [Field("enableServiceLinks", 30)]
    public partial bool? EnableServiceLinks { get; set; }

    [Field("preemptionPolicy", 31)]
    public partial string? PreemptionPolicy { get; set; }

    [Field("overhead", 32)]
    public partial MapOf<Quantity> Overhead { get; set; }

    [Field("topologySpreadConstraints", 33, ListType = ListType.Map, MapKeys = "topologyKey,whenUnsatisfiable", PatchStrategy = PatchStrategy.Merge, MergeKey = "topologyKey")]
    public partial ListOf<TopologySpreadConstraint> TopologySpreadConstraints { get; set; }

    [Field("ephemeralContainers", 34, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<EphemeralContainer> EphemeralContainers { get; set; }

    [Field("setHostnameAsFQDN", 35)]
    public partial bool? SetHostnameAsFQDN { get; set; }

    [Field("os", 36)]
    public partial PodOS? Os { get; set; }

    [Field("hostUsers", 37)]
    public partial bool? HostUsers { get; set; }

    [Field("schedulingGates", 38, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<PodSchedulingGate> SchedulingGates { get; set; }

    [Field("resourceClaims", 39, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge | PatchStrategy.RetainKeys, MergeKey = "name")]
    public partial ListOf<PodResourceClaim> ResourceClaims { get; set; }

    [Field("resources", 40)]
    public partial ResourceRequirements? Resources { get; set; }

    [Field("hostnameOverride", 41)]
    public partial string? HostnameOverride { get; set; }

    [Field("schedulingGroup", 43)]
    public partial PodSchedulingGroup? SchedulingGroup { get; set; }
}
