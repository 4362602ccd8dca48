using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EphemeralContainer")]
public sealed partial class EphemeralContainer
{
    [Field("targetContainerName", 2)]
    public partial string TargetContainerName { get; set; }

    [Field("args", 0)]
    public partial ListOf<string> Args { get; set; }

    [Field("command", 0)]
    public partial ListOf<string> Command { get; set; }

    [Field("env", 0, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<EnvVar> Env { get; set; }

    [Field("envFrom", 0)]
    public partial ListOf<EnvFromSource> EnvFrom { get; set; }

    [Field("image", 0)]
    public partial string Image { get; set; }

    [Field("imagePullPolicy", 0)]
    public partial string ImagePullPolicy { get; set; }

    [Field("lifecycle", 0)]
    public partial Lifecycle? Lifecycle { get; set; }

    [Field("livenessProbe", 0)]
    public partial Probe? LivenessProbe { get; set; }

    [Field("name", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("ports", 0, ListType = ListType.Map, MapKeys = "containerPort,protocol", PatchStrategy = PatchStrategy.Merge, MergeKey = "containerPort")]
    public partial ListOf<ContainerPort> Ports { get; set; }

    [Field("readinessProbe", 0)]
    public partial Probe? ReadinessProbe { get; set; }

    [Field("resizePolicy", 0)]
    public partial ListOf<ContainerResizePolicy> ResizePolicy { get; set; }

    [Field("resources", 0)]
    public partial ResourceRequirements Resources { get; set; }

    [Field("restartPolicy", 0)]
    public partial string? RestartPolicy { get; set; }

    [Field("restartPolicyRules", 0)]
    public partial ListOf<ContainerRestartRule> RestartPolicyRules { get; set; }

    [Field("securityContext", 0)]
    public partial SecurityContext? SecurityContext { get; set; }

    [Field("startupProbe", 0)]
    public partial Probe? StartupProbe { get; set; }

    [Field("stdin", 0)]
    public partial bool Stdin { get; set; }

    [Field("stdinOnce", 0)]
    public partial bool StdinOnce { get; set; }

    [Field("terminationMessagePath", 0)]
    public partial string TerminationMessagePath { get; set; }

    [Field("terminationMessagePolicy", 0)]
    public partial string TerminationMessagePolicy { get; set; }

    [Field("tty", 0)]
    public partial bool Tty { get; set; }

    [Field("volumeDevices", 0, ListType = ListType.Map, MapKeys = "devicePath", PatchStrategy = PatchStrategy.Merge, MergeKey = "devicePath")]
    public partial ListOf<VolumeDevice> VolumeDevices { get; set; }

    [Field("volumeMounts", 0, ListType = ListType.Map, MapKeys = "mountPath", PatchStrategy = PatchStrategy.Merge, MergeKey = "mountPath")]
    public partial ListOf<VolumeMount> VolumeMounts { get; set; }

    [Field("workingDir", 0)]
    public partial string WorkingDir { get; set; }
}
