namespace Navarch.Kubelet.Containerd;

/// <summary>Where the private containerd lives. Everything of it stands below <see cref="Directory"/>.</summary>
public sealed record ContainerdOptions
{
    /// <summary>Holds config.toml, root/, state/, the socket, the log and the pid file.</summary>
    public required string Directory { get; init; }

    /// <summary>The CNI configuration directory, read by this containerd alone.</summary>
    public required string CniConfDirectory { get; init; }

    /// <summary>Directories of CNI plugins, first match wins. Default: Debian's.</summary>
    public string CniBinDirectory { get; init; } = "/usr/lib/cni";

    /// <summary>The pause image, as --pod-infra-container-image. Default: upstream's of 1.36.</summary>
    public string SandboxImage { get; init; } = "registry.k8s.io/pause:3.10";

    /// <summary>
    /// Directory of per-registry hosts.toml files (https://github.com/containerd/containerd/blob/main/docs/hosts.md). Default:
    /// certs.d below <see cref="Directory"/>.
    /// </summary>
    public string? RegistryConfigPath { get; init; }

    /// <summary>The program. Default: found on PATH.</summary>
    public string Binary { get; init; } = "containerd";

    /// <summary>The OCI runtime behind the shim. Default: runc, found on PATH.</summary>
    public string RuntimeBinary { get; init; } = "runc";

    /// <summary>Path of the network namespace in which pods' host side and the streaming server live; null for this process's own.</summary>
    public string? NetworkNamespace { get; init; }

    internal string ConfigFile => Path.Combine(Directory, "config.toml");

    internal string PidFile => Path.Combine(Directory, "containerd.pid");

    internal string LogFile => Path.Combine(Directory, "containerd.log");

    internal string RegistryDirectory => RegistryConfigPath ?? Path.Combine(Directory, "certs.d");

    /// <summary>The socket of the private containerd.</summary>
    public string SocketPath => Path.Combine(Directory, "containerd.sock");
}
