namespace Navarch.ControllerManager;

/// <summary>The controller manager's settings; upstream's flags have the same names.</summary>
public sealed record ControllerManagerOptions
{
    /// <summary>The certificates by which pods know the API server, in PEM (--root-ca-file); none are published when empty.</summary>
    public string RootCertificates { get; init; } = "";

    /// <summary>The range of pod addresses that nodes get their part of (--cluster-cidr); nodes get none when empty.</summary>
    public string ClusterCidr { get; init; } = "10.244.0.0/16";

    /// <summary>The prefix length of a node's part (--node-cidr-mask-size); upstream's default.</summary>
    public int NodeCidrMaskSize { get; init; } = 24;

    /// <summary>How long a node may be silent before it counts as unreachable (--node-monitor-grace-period). A node whose lease says that it holds for less is unreachable after that.</summary>
    public TimeSpan NodeMonitorGracePeriod { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>Where the local provisioner makes volumes; it makes none when empty.</summary>
    public string VolumesDirectory { get; init; } = "";

    /// <summary>Terminated pods that are kept (--terminated-pod-gc-threshold); upstream's default.</summary>
    public int TerminatedPodGCThreshold { get; init; } = Limits.TerminatedPods;

    /// <summary>The path of the signing authority's certificate, in PEM, for certificate requests (--cluster-signing-cert-file); none are signed when empty.</summary>
    public string ClusterSigningCertificate { get; init; } = "";

    /// <summary>The path of its key, in PEM (--cluster-signing-key-file).</summary>
    public string ClusterSigningKey { get; init; } = "";
}
