using System.Globalization;
using Google.Protobuf;
using Navarch.Api.Core.V1;
using Navarch.Kubelet.Runtime;
using Navarch.Kubelet.Volumes;

namespace Navarch.Kubelet.Containers;

/// <summary>All that one container's configuration is made of.</summary>
internal sealed record ContainerConfigInput
{
    public required Pod Pod { get; init; }

    public required Container Container { get; init; }

    public required int RestartCount { get; init; }

    /// <summary>The image as the runtime holds it.</summary>
    public required Cri.V1.Image Image { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; }

    public required IReadOnlyDictionary<string, MountedVolume> Volumes { get; init; }

    public required NodeResources Node { get; init; }
}

/// <summary>Makes what CRI needs to create a container.</summary>
internal sealed class ContainerConfigs(KubeletPaths paths)
{
    /// <summary>Throws <see cref="ContainerConfigException"/> for what can't be done as asked.</summary>
    public Cri.V1.ContainerConfig Make(ContainerConfigInput input)
    {
        var (pod, container) = (input.Pod, input.Container);
        var environment = input.Environment.ToDictionary(StringComparer.Ordinal);
        if (SecurityContexts.VerifyRunAsNonRoot(pod, container, input.Image.Uid?.Value, input.Image.Username) is { } refusal)
        {
            throw new ContainerConfigException(refusal);
        }

        var config = new Cri.V1.ContainerConfig
        {
            Metadata = new Cri.V1.ContainerMetadata { Name = container.Name, Attempt = (uint)input.RestartCount },
            Image = new Cri.V1.ImageSpec { Image = input.Image.Id, UserSpecifiedImage = container.Image },
            WorkingDir = container.WorkingDir,
            LogPath = KubeletPaths.ContainerLog(container.Name, input.RestartCount),
            Stdin = container.Stdin,
            StdinOnce = container.StdinOnce,
            Tty = container.Tty,
            Linux = new Cri.V1.LinuxContainerConfig
            {
                Resources = LinuxResources.ForContainer(pod, container, input.Node),
                SecurityContext = SecurityContexts.ForContainer(pod, container),
            },
        };
        var security = config.Linux.SecurityContext;
        if (security.RunAsUser is null && security.RunAsGroup is not null)
        {
            // CRI takes a group only beside a user: name the image's own.
            security.RunAsUser = input.Image.Username.Length > 0 ? null : new Cri.V1.Int64Value { Value = input.Image.Uid?.Value ?? 0 };
            security.RunAsUsername = input.Image.Username;
        }

        config.Command.AddRange(container.Command.Select(c => Expansion.Expand(c, environment.GetValueOrDefault)));
        config.Args.AddRange(container.Args.Select(a => Expansion.Expand(a, environment.GetValueOrDefault)));
        config.Envs.AddRange(input.Environment.Select(e => new Cri.V1.KeyValue { Key = e.Key, Value = ByteString.CopyFromUtf8(e.Value) }));
        Label(config, input);
        foreach (var mount in container.VolumeMounts)
        {
            config.Mounts.Add(Mount(input, mount, environment));
        }

        MountEtcHosts(config, pod, container);
        MountTerminationMessage(config, pod, container);
        if (security.Privileged)
        {
            config.Mounts.Where(m => m.ContainerPath is "/sys" or "/proc").ToList().ForEach(m => m.Readonly = false);
        }

        return config;
    }

    private static void Label(Cri.V1.ContainerConfig config, ContainerConfigInput input)
    {
        var (pod, container) = (input.Pod, input.Container);
        config.Labels[RuntimeLabels.ContainerName] = container.Name;
        config.Labels[RuntimeLabels.PodName] = pod.Metadata.Name;
        config.Labels[RuntimeLabels.PodNamespace] = pod.Metadata.Namespace;
        config.Labels[RuntimeLabels.PodUid] = pod.Metadata.Uid;
        config.Annotations[RuntimeLabels.ContainerHash] = container.Hash();
        config.Annotations[RuntimeLabels.RestartCount] = input.RestartCount.ToString(CultureInfo.InvariantCulture);
        config.Annotations[RuntimeLabels.TerminationMessagePath] = container.TerminationMessagePath;
        config.Annotations[RuntimeLabels.TerminationMessagePolicy] = container.TerminationMessagePolicy;
        if (pod.Spec.TerminationGracePeriodSeconds is { } grace)
        {
            config.Annotations[RuntimeLabels.PodTerminationGracePeriod] = grace.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static Cri.V1.Mount Mount(ContainerConfigInput input, VolumeMount mount, Dictionary<string, string> environment)
    {
        if (!input.Volumes.TryGetValue(mount.Name, out var volume))
        {
            throw new ContainerConfigException($"cannot find volume \"{mount.Name}\" to mount into container \"{input.Container.Name}\"");
        }

        var subPath = mount.SubPathExpr.Length > 0
            ? Expansion.Expand(mount.SubPathExpr, environment.GetValueOrDefault)
            : mount.SubPath;
        return new Cri.V1.Mount
        {
            ContainerPath = mount.MountPath.StartsWith('/') ? mount.MountPath : "/" + mount.MountPath,
            HostPath = subPath.Length > 0 ? SubPath.Resolve(volume.HostPath, subPath) : volume.HostPath,
            Readonly = mount.ReadOnly || volume.ReadOnly,
            Propagation = mount.MountPropagation switch
            {
                "HostToContainer" => Cri.V1.MountPropagation.PropagationHostToContainer,
                "Bidirectional" => Cri.V1.MountPropagation.PropagationBidirectional,
                _ => Cri.V1.MountPropagation.PropagationPrivate,
            },
        };
    }

    private void MountEtcHosts(Cri.V1.ContainerConfig config, Pod pod, Container container)
    {
        if (container.VolumeMounts.Any(m => m.MountPath == "/etc/hosts"))
        {
            return;
        }

        config.Mounts.Add(new Cri.V1.Mount
        {
            ContainerPath = "/etc/hosts",
            HostPath = paths.EtcHosts(pod.Metadata.Uid),
            Readonly = container.SecurityContext?.ReadOnlyRootFilesystem == true,
        });
    }

    private void MountTerminationMessage(Cri.V1.ContainerConfig config, Pod pod, Container container)
    {
        if (container.TerminationMessagePath.Length == 0)
        {
            return;
        }

        // A file a run, so that a message is never that of an earlier one. Any user of the container may write it.
        var directory = paths.Container(pod.Metadata.Uid, container.Name);
        Directory.CreateDirectory(directory);
        var file = Path.Combine(directory, config.Metadata.Attempt.ToString(CultureInfo.InvariantCulture) + "-" + config.Annotations[RuntimeLabels.ContainerHash]);
        File.WriteAllBytes(file, []);
        File.SetUnixFileMode(
            file,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite);
        config.Mounts.Add(new Cri.V1.Mount { ContainerPath = container.TerminationMessagePath, HostPath = file });
    }
}
