using Navarch.ApiMachinery.Documents;

namespace Navarch.Micro.Plain;

/// <summary>The other candidate of the decision: plain properties. All fields of the types that the sample reaches, so that sizes are honest.</summary>
internal sealed class PlainPod
{
    public string ApiVersion { get; set; } = "";

    public string Kind { get; set; } = "";

    public PlainObjectMeta Metadata { get; set; } = new();

    public PlainPodSpec Spec { get; set; } = new();

    public PlainPodStatus Status { get; set; } = new();
}

internal sealed class PlainObjectMeta
{
    public string Name { get; set; } = "";

    public string GenerateName { get; set; } = "";

    public string Namespace { get; set; } = "";

    public string SelfLink { get; set; } = "";

    public string Uid { get; set; } = "";

    public string ResourceVersion { get; set; } = "";

    public long Generation { get; set; }

    public DateTimeOffset? CreationTimestamp { get; set; }

    public DateTimeOffset? DeletionTimestamp { get; set; }

    public long? DeletionGracePeriodSeconds { get; set; }

    public SortedList<string, string>? Labels { get; set; }

    public SortedList<string, string>? Annotations { get; set; }

    public List<PlainOwnerReference>? OwnerReferences { get; set; }

    public List<string>? Finalizers { get; set; }

    public object? ManagedFields { get; set; }
}

internal sealed class PlainOwnerReference
{
    public string Kind { get; set; } = "";

    public string ApiVersion { get; set; } = "";

    public string Name { get; set; } = "";

    public string Uid { get; set; } = "";

    public bool? Controller { get; set; }

    public bool? BlockOwnerDeletion { get; set; }
}

internal sealed class PlainPodSpec
{
    public List<PlainVolume>? Volumes { get; set; }

    public List<PlainContainer>? Containers { get; set; }

    public string RestartPolicy { get; set; } = "";

    public long? TerminationGracePeriodSeconds { get; set; }

    public long? ActiveDeadlineSeconds { get; set; }

    public string DnsPolicy { get; set; } = "";

    public SortedList<string, string>? NodeSelector { get; set; }

    public string ServiceAccountName { get; set; } = "";

    public string ServiceAccount { get; set; } = "";

    public string NodeName { get; set; } = "";

    public bool HostNetwork { get; set; }

    public bool HostPID { get; set; }

    public bool HostIPC { get; set; }

    public PlainPodSecurityContext? SecurityContext { get; set; }

    public object? ImagePullSecrets { get; set; }

    public string Hostname { get; set; } = "";

    public string Subdomain { get; set; } = "";

    public object? Affinity { get; set; }

    public string SchedulerName { get; set; } = "";

    public List<PlainContainer>? InitContainers { get; set; }

    public bool? AutomountServiceAccountToken { get; set; }

    public List<PlainToleration>? Tolerations { get; set; }

    public object? HostAliases { get; set; }

    public string PriorityClassName { get; set; } = "";

    public int? Priority { get; set; }

    public object? DnsConfig { get; set; }

    public bool? ShareProcessNamespace { get; set; }

    public object? ReadinessGates { get; set; }

    public string? RuntimeClassName { get; set; }

    public bool? EnableServiceLinks { get; set; }

    public string? PreemptionPolicy { get; set; }

    public SortedList<string, string>? Overhead { get; set; }

    public object? TopologySpreadConstraints { get; set; }

    public object? EphemeralContainers { get; set; }

    public bool? SetHostnameAsFQDN { get; set; }

    public object? Os { get; set; }

    public bool? HostUsers { get; set; }

    public object? SchedulingGates { get; set; }

    public object? ResourceClaims { get; set; }

    public PlainResourceRequirements? Resources { get; set; }

    public string? HostnameOverride { get; set; }

    public object? SchedulingGroup { get; set; }
}

internal sealed class PlainContainer
{
    public string Name { get; set; } = "";

    public string Image { get; set; } = "";

    public List<string>? Command { get; set; }

    public List<string>? Args { get; set; }

    public string WorkingDir { get; set; } = "";

    public List<PlainContainerPort>? Ports { get; set; }

    public List<PlainEnvVar>? Env { get; set; }

    public PlainResourceRequirements Resources { get; set; } = new();

    public List<PlainVolumeMount>? VolumeMounts { get; set; }

    public PlainProbe? LivenessProbe { get; set; }

    public PlainProbe? ReadinessProbe { get; set; }

    public object? Lifecycle { get; set; }

    public string TerminationMessagePath { get; set; } = "";

    public string ImagePullPolicy { get; set; } = "";

    public object? SecurityContext { get; set; }

    public bool Stdin { get; set; }

    public bool StdinOnce { get; set; }

    public bool Tty { get; set; }

    public object? EnvFrom { get; set; }

    public string TerminationMessagePolicy { get; set; } = "";

    public object? VolumeDevices { get; set; }

    public PlainProbe? StartupProbe { get; set; }

    public object? ResizePolicy { get; set; }

    public string? RestartPolicy { get; set; }

    public object? RestartPolicyRules { get; set; }
}

internal sealed class PlainContainerPort
{
    public string Name { get; set; } = "";

    public int HostPort { get; set; }

    public int ContainerPortValue { get; set; }

    public string Protocol { get; set; } = "";

    public string HostIP { get; set; } = "";
}

internal sealed class PlainEnvVar
{
    public string Name { get; set; } = "";

    public string Value { get; set; } = "";

    public object? ValueFrom { get; set; }
}

internal sealed class PlainResourceRequirements
{
    public SortedList<string, string>? Limits { get; set; }

    public SortedList<string, string>? Requests { get; set; }

    public object? Claims { get; set; }
}

internal sealed class PlainProbe
{
    public int InitialDelaySeconds { get; set; }

    public int TimeoutSeconds { get; set; }

    public int PeriodSeconds { get; set; }

    public int SuccessThreshold { get; set; }

    public int FailureThreshold { get; set; }

    public long? TerminationGracePeriodSeconds { get; set; }

    public object? Exec { get; set; }

    public object? Grpc { get; set; }

    public PlainHTTPGetAction? HttpGet { get; set; }

    public object? TcpSocket { get; set; }
}

internal sealed class PlainHTTPGetAction
{
    public string Path { get; set; } = "";

    public IntOrString? Port { get; set; }

    public string Host { get; set; } = "";

    public string Scheme { get; set; } = "";

    public object? HttpHeaders { get; set; }
}

internal sealed class PlainVolume
{
    public string Name { get; set; } = "";

    public object? AwsElasticBlockStore { get; set; }

    public object? AzureDisk { get; set; }

    public object? AzureFile { get; set; }

    public object? Cephfs { get; set; }

    public object? Cinder { get; set; }

    public PlainConfigMapVolumeSource? ConfigMap { get; set; }

    public object? Csi { get; set; }

    public object? DownwardAPI { get; set; }

    public PlainEmptyDirVolumeSource? EmptyDir { get; set; }

    public object? Ephemeral { get; set; }

    public object? Fc { get; set; }

    public object? FlexVolume { get; set; }

    public object? Flocker { get; set; }

    public object? GcePersistentDisk { get; set; }

    public object? GitRepo { get; set; }

    public object? Glusterfs { get; set; }

    public object? HostPath { get; set; }

    public object? Image { get; set; }

    public object? Iscsi { get; set; }

    public object? Nfs { get; set; }

    public object? PersistentVolumeClaim { get; set; }

    public object? PhotonPersistentDisk { get; set; }

    public object? PortworxVolume { get; set; }

    public object? Projected { get; set; }

    public object? Quobyte { get; set; }

    public object? Rbd { get; set; }

    public object? ScaleIO { get; set; }

    public object? Secret { get; set; }

    public object? Storageos { get; set; }

    public object? VsphereVolume { get; set; }
}

internal sealed class PlainConfigMapVolumeSource
{
    public object? Items { get; set; }

    public int? DefaultMode { get; set; }

    public bool? Optional { get; set; }

    public string Name { get; set; } = "";
}

internal sealed class PlainEmptyDirVolumeSource
{
    public string Medium { get; set; } = "";

    public string? SizeLimit { get; set; }
}

internal sealed class PlainVolumeMount
{
    public string Name { get; set; } = "";

    public bool ReadOnly { get; set; }

    public string MountPath { get; set; } = "";

    public string SubPath { get; set; } = "";

    public string? MountPropagation { get; set; }

    public string SubPathExpr { get; set; } = "";

    public string? RecursiveReadOnly { get; set; }
}

internal sealed class PlainToleration
{
    public string Key { get; set; } = "";

    public string Operator { get; set; } = "";

    public string Value { get; set; } = "";

    public string Effect { get; set; } = "";

    public long? TolerationSeconds { get; set; }
}

internal sealed class PlainPodStatus
{
    public string Phase { get; set; } = "";

    public List<PlainPodCondition>? Conditions { get; set; }

    public string Message { get; set; } = "";

    public string Reason { get; set; } = "";

    public string HostIP { get; set; } = "";

    public string PodIP { get; set; } = "";

    public DateTimeOffset? StartTime { get; set; }

    public List<PlainContainerStatus>? ContainerStatuses { get; set; }

    public string QosClass { get; set; } = "";

    public List<PlainContainerStatus>? InitContainerStatuses { get; set; }

    public string NominatedNodeName { get; set; } = "";

    public List<PlainPodIP>? PodIPs { get; set; }

    public List<PlainContainerStatus>? EphemeralContainerStatuses { get; set; }

    public string Resize { get; set; } = "";

    public object? ResourceClaimStatuses { get; set; }

    public object? HostIPs { get; set; }

    public long ObservedGeneration { get; set; }

    public object? ExtendedResourceClaimStatus { get; set; }

    public SortedList<string, string>? AllocatedResources { get; set; }

    public PlainResourceRequirements? Resources { get; set; }

    public object? NodeAllocatableResourceClaimStatuses { get; set; }
}

internal sealed class PlainPodCondition
{
    public string Type { get; set; } = "";

    public string Status { get; set; } = "";

    public DateTimeOffset? LastProbeTime { get; set; }

    public DateTimeOffset? LastTransitionTime { get; set; }

    public string Reason { get; set; } = "";

    public string Message { get; set; } = "";

    public long ObservedGeneration { get; set; }
}

internal sealed class PlainPodIP
{
    public string Ip { get; set; } = "";
}

internal sealed class PlainContainerStatus
{
    public string Name { get; set; } = "";

    public PlainContainerState State { get; set; } = new();

    public PlainContainerState LastState { get; set; } = new();

    public bool Ready { get; set; }

    public int RestartCount { get; set; }

    public string Image { get; set; } = "";

    public string ImageID { get; set; } = "";

    public string ContainerID { get; set; } = "";

    public bool? Started { get; set; }

    public SortedList<string, string>? AllocatedResources { get; set; }

    public PlainResourceRequirements? Resources { get; set; }

    public object? VolumeMounts { get; set; }

    public object? User { get; set; }

    public object? AllocatedResourcesStatus { get; set; }

    public string? StopSignal { get; set; }
}

internal sealed class PlainContainerState
{
    public object? Waiting { get; set; }

    public PlainContainerStateRunning? Running { get; set; }

    public object? Terminated { get; set; }
}

internal sealed class PlainContainerStateRunning
{
    public DateTimeOffset? StartedAt { get; set; }
}

internal sealed class PlainPodSecurityContext
{
    public object? SeLinuxOptions { get; set; }

    public long? RunAsUser { get; set; }

    public bool? RunAsNonRoot { get; set; }

    public List<long>? SupplementalGroups { get; set; }

    public long? FsGroup { get; set; }

    public long? RunAsGroup { get; set; }

    public object? Sysctls { get; set; }

    public object? WindowsOptions { get; set; }

    public string? FsGroupChangePolicy { get; set; }

    public object? SeccompProfile { get; set; }

    public object? AppArmorProfile { get; set; }

    public string? SupplementalGroupsPolicy { get; set; }

    public string? SeLinuxChangePolicy { get; set; }
}
