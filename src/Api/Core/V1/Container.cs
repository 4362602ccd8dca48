using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Container")]
public sealed partial class Container
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("image", 2)]
    public partial string Image { get; set; }

    [Field("command", 3)]
    public partial ListOf<string> Command { get; set; }

    [Field("args", 4)]
    public partial ListOf<string> Args { get; set; }

    [Field("workingDir", 5)]
    public partial string WorkingDir { get; set; }

    [Field("ports", 6, ListType = ListType.Map, MapKeys = "containerPort,protocol", PatchStrategy = PatchStrategy.Merge, MergeKey = "containerPort")]
    public partial ListOf<ContainerPort> Ports { get; set; }

    [Field("env", 7, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<EnvVar> Env { get; set; }

    [Field("resources", 8)]
    public partial ResourceRequirements Resources { get; set; }

    [Field("volumeMounts", 9, ListType = ListType.Map, MapKeys = "mountPath", PatchStrategy = PatchStrategy.Merge, MergeKey = "mountPath")]
    public partial ListOf<VolumeMount> VolumeMounts { get; set; }

    [Field("livenessProbe", 10)]
    public partial Probe? LivenessProbe { get; set; }

    [Field("readinessProbe", 11)]
    public partial Probe? ReadinessProbe { get; set; }

    [Field("lifecycle", 12)]
    public partial Lifecycle? Lifecycle { get; set; }

    [Field("terminationMessagePath", 13)]
    public partial string TerminationMessagePath { get; set; }

    [Field("imagePullPolicy", 14)]
    public partial string ImagePullPolicy { get; set; }

    [Field("securityContext", 15)]
    public partial SecurityContext? SecurityContext { get; set; }

    [Field("stdin", 16)]
    public partial bool Stdin { get; set; }

    [Field("stdinOnce", 17)]
    public partial bool StdinOnce { get; set; }

    [Field("tty", 18)]
    public partial bool Tty { get; set; }

    [Field("envFrom", 19)]
    public partial ListOf<EnvFromSource> EnvFrom { get; set; }

    [Field("terminationMessagePolicy", 20)]
    public partial string TerminationMessagePolicy { get; set; }

    [Field("volumeDevices", 21, ListType = ListType.Map, MapKeys = "devicePath", PatchStrategy = PatchStrategy.Merge, MergeKey = "devicePath")]
    public partial ListOf<VolumeDevice> VolumeDevices { get; set; }

    [Field("startupProbe", 22)]
    public partial Probe? StartupProbe { get; set; }

    [Field("resizePolicy", 23)]
    public partial ListOf<ContainerResizePolicy> ResizePolicy { get; set; }

    [Field("restartPolicy", 24)]
    public partial string? RestartPolicy { get; set; }

    [Field("restartPolicyRules", 25)]
    public partial ListOf<ContainerRestartRule> RestartPolicyRules { get; set; }
}
