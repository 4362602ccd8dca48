using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Containers;

/// <summary>The pod's and the container's securityContext in CRI's words; the container's wins.</summary>
internal static class SecurityContexts
{
    private static readonly string[] MaskedPaths =
    [
        "/proc/asound", "/proc/acpi", "/proc/kcore", "/proc/keys", "/proc/latency_stats", "/proc/timer_list", "/proc/timer_stats",
        "/proc/sched_debug", "/proc/scsi", "/sys/firmware", "/sys/devices/virtual/powercap",
    ];

    private static readonly string[] ReadonlyPaths = ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"];

    public static Cri.V1.NamespaceOption Namespaces(Pod pod) => new()
    {
        Network = pod.Spec.HostNetwork ? Cri.V1.NamespaceMode.Node : Cri.V1.NamespaceMode.Pod,
        Pid = pod.Spec.HostPID ? Cri.V1.NamespaceMode.Node : pod.Spec.ShareProcessNamespace == true ? Cri.V1.NamespaceMode.Pod : Cri.V1.NamespaceMode.Container,
        Ipc = pod.Spec.HostIPC ? Cri.V1.NamespaceMode.Node : Cri.V1.NamespaceMode.Pod,
    };

    public static Cri.V1.LinuxSandboxSecurityContext ForSandbox(Pod pod)
    {
        var result = new Cri.V1.LinuxSandboxSecurityContext
        {
            NamespaceOptions = Namespaces(pod),
            Privileged = pod.Spec.Containers.Concat(pod.Spec.InitContainers).Any(c => c.SecurityContext?.Privileged == true),
            Seccomp = new Cri.V1.SecurityProfile { ProfileType = Cri.V1.SecurityProfile.Types.ProfileType.RuntimeDefault },
        };
        if (pod.Spec.SecurityContext is { } context)
        {
            result.RunAsUser = context.RunAsUser is { } user ? new Cri.V1.Int64Value { Value = user } : null;
            result.RunAsGroup = context.RunAsGroup is { } group && context.RunAsUser is not null ? new Cri.V1.Int64Value { Value = group } : null;
            result.SupplementalGroups.AddRange(Groups(context));
        }

        return result;
    }

    public static Cri.V1.LinuxContainerSecurityContext ForContainer(Pod pod, Container container)
    {
        var own = container.SecurityContext;
        var shared = pod.Spec.SecurityContext;
        var privileged = own?.Privileged == true;
        var result = new Cri.V1.LinuxContainerSecurityContext
        {
            NamespaceOptions = Namespaces(pod),
            Privileged = privileged,
            ReadonlyRootfs = own?.ReadOnlyRootFilesystem == true,
            NoNewPrivs = own?.AllowPrivilegeEscalation == false,
            Seccomp = privileged ? Unconfined() : Profile(own?.SeccompProfile ?? shared?.SeccompProfile),
        };
        if ((own?.RunAsUser ?? shared?.RunAsUser) is { } user)
        {
            result.RunAsUser = new Cri.V1.Int64Value { Value = user };
        }

        if ((own?.RunAsGroup ?? shared?.RunAsGroup) is { } group)
        {
            result.RunAsGroup = new Cri.V1.Int64Value { Value = group };
        }

        if (own?.Capabilities is { } capabilities)
        {
            result.Capabilities = new Cri.V1.Capability();
            result.Capabilities.AddCapabilities.AddRange(capabilities.Add);
            result.Capabilities.DropCapabilities.AddRange(capabilities.Drop);
        }

        if (shared is not null)
        {
            result.SupplementalGroups.AddRange(Groups(shared));
        }

        if (!privileged && own?.ProcMount != "Unmasked")
        {
            result.MaskedPaths.AddRange(MaskedPaths);
            result.ReadonlyPaths.AddRange(ReadonlyPaths);
        }

        return result;
    }

    /// <summary>
    /// Refuses what would run as root although it must not (reason CreateContainerConfigError); <paramref name="imageUid"/> and
    /// <paramref name="imageUser"/> are what the image says. Null when all is well.
    /// </summary>
    public static string? VerifyRunAsNonRoot(Pod pod, Container container, long? imageUid, string imageUser)
    {
        var required = container.SecurityContext?.RunAsNonRoot ?? pod.Spec.SecurityContext?.RunAsNonRoot ?? false;
        if (!required)
        {
            return null;
        }

        var suffix = $"(pod: \"{ContainerSpecs.Format(pod)}\", container: {container.Name})";
        if ((container.SecurityContext?.RunAsUser ?? pod.Spec.SecurityContext?.RunAsUser) is { } user)
        {
            return user == 0 ? $"container's runAsUser breaks non-root policy {suffix}" : null;
        }

        return imageUser.Length > 0
            ? $"container has runAsNonRoot and image has non-numeric user ({imageUser}), cannot verify user is non-root {suffix}"
            : imageUid is null or 0 ? $"container has runAsNonRoot and image will run as root {suffix}" : null;
    }

    private static IEnumerable<long> Groups(PodSecurityContext context) =>
        context.FsGroup is { } fsGroup ? [fsGroup, .. context.SupplementalGroups] : context.SupplementalGroups;

    private static Cri.V1.SecurityProfile Unconfined() => new() { ProfileType = Cri.V1.SecurityProfile.Types.ProfileType.Unconfined };

    private static Cri.V1.SecurityProfile Profile(SeccompProfile? profile) => profile?.Type switch
    {
        "RuntimeDefault" => new() { ProfileType = Cri.V1.SecurityProfile.Types.ProfileType.RuntimeDefault },
        "Localhost" => new()
        {
            ProfileType = Cri.V1.SecurityProfile.Types.ProfileType.Localhost,
            LocalhostRef = "/var/lib/kubelet/seccomp/" + profile.LocalhostProfile,
        },
        _ => Unconfined(),
    };
}
