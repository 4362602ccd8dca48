namespace Navarch.Kubelet.Runtime;

internal enum RuntimeState
{
    Created,
    Running,
    Exited,
    Unknown,
}

/// <summary>A sandbox as the runtime reports it.</summary>
internal sealed record RuntimeSandbox
{
    public required string Id { get; init; }

    public required bool Ready { get; init; }

    public uint Attempt { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Empty for a sandbox in the host's network.</summary>
    public string Ip { get; init; } = "";

    public bool HostNetwork { get; init; }
}

/// <summary>A container as the runtime reports it, with what the kubelet had written on it.</summary>
internal sealed record RuntimeContainer
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string SandboxId { get; init; }

    public required RuntimeState State { get; init; }

    public int RestartCount { get; init; }

    /// <summary>Of the parts of the specification that need a new container when they change.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The image by the name it was asked for, resolved by the runtime.</summary>
    public string Image { get; init; } = "";

    /// <summary>The image by digest.</summary>
    public string ImageRef { get; init; } = "";

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset FinishedAt { get; init; }

    public int ExitCode { get; init; }

    public string Reason { get; init; } = "";

    public string Message { get; init; } = "";

    public string LogPath { get; init; } = "";
}

/// <summary>
/// All that the runtime knows of one pod: newest sandbox first, newest container first. Immutable; a new one is read after each event.
/// </summary>
internal sealed record RuntimePod
{
    public required string Uid { get; init; }

    public string Name { get; init; } = "";

    public string Namespace { get; init; } = "";

    public IReadOnlyList<RuntimeSandbox> Sandboxes { get; init; } = [];

    public IReadOnlyList<RuntimeContainer> Containers { get; init; } = [];

    /// <summary>The sandbox in which containers are started, or null when there is none that is ready.</summary>
    public RuntimeSandbox? ActiveSandbox => Sandboxes is [{ Ready: true } first, ..] ? first : null;

    public bool AnyRunning => Containers.Any(c => c.State == RuntimeState.Running);

    /// <summary>The newest container of that name, in whatever sandbox.</summary>
    public RuntimeContainer? Newest(string name) => Containers.FirstOrDefault(c => c.Name == name);

    /// <summary>The newest container of that name in the active sandbox.</summary>
    public RuntimeContainer? Active(string name) =>
        ActiveSandbox is { } sandbox ? Containers.FirstOrDefault(c => c.Name == name && c.SandboxId == sandbox.Id) : null;

    public static RuntimePod Empty(string uid) => new() { Uid = uid };
}
