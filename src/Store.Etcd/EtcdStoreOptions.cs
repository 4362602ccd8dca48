namespace Navarch.Store.Etcd;

/// <summary>Where etcd is and who we are to it. The flags' names are kube-apiserver's.</summary>
public sealed record EtcdStoreOptions
{
    /// <summary>--etcd-servers: the members' client addresses, http or https. Tried in turn.</summary>
    public required IReadOnlyList<Uri> Servers { get; init; }

    /// <summary>--etcd-cafile: PEM certificates that the members' certificates must descend from. Null: the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>--etcd-certfile: our client certificate, PEM.</summary>
    public string? CertFile { get; init; }

    /// <summary>--etcd-keyfile: its key, PEM.</summary>
    public string? KeyFile { get; init; }

    /// <summary>How long one request may take before another member is asked. Default: 5 seconds, more than two elections.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long reads are tried again on all members. Default: 15 seconds.</summary>
    public TimeSpan RetryTime { get; init; } = TimeSpan.FromSeconds(15);
}
