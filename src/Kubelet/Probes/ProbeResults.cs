using System.Collections.Concurrent;
using Navarch.Api.Core.V1;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Probes;

internal enum ProbeKind
{
    Liveness,
    Readiness,
    Startup,
}

/// <summary>
/// What the probes have found of each container, by its runtime id: true passed, false failed often enough, absent not known yet.
/// Probe workers write it, the pure computations of actions and status read it.
/// </summary>
internal sealed class ProbeResults
{
    private readonly ConcurrentDictionary<(string ContainerId, ProbeKind Kind), bool> results = new();
    private readonly ConcurrentDictionary<string, bool> starting = new(StringComparer.Ordinal);

    public bool? Get(string containerId, ProbeKind kind) => results.TryGetValue((containerId, kind), out var passed) ? passed : null;

    /// <summary>Returns true when that is news.</summary>
    public bool Set(string containerId, ProbeKind kind, bool passed)
    {
        var before = Get(containerId, kind);
        results[(containerId, kind)] = passed;
        return before != passed;
    }

    /// <summary>Between a container's start and the end of its postStart hook it doesn't count as started.</summary>
    public void SetStarting(string containerId, bool value)
    {
        if (value)
        {
            starting[containerId] = true;
        }
        else
        {
            starting.TryRemove(containerId, out _);
        }
    }

    public void Remove(string containerId)
    {
        starting.TryRemove(containerId, out _);
        foreach (var kind in Enum.GetValues<ProbeKind>())
        {
            results.TryRemove((containerId, kind), out _);
        }
    }

    /// <summary>True when the probe has failed often enough for this container.</summary>
    public bool Failed(string containerId, ProbeKind kind) => Get(containerId, kind) == false;

    /// <summary>True when the container runs, its postStart hook is done and its startup probe, if any, has passed.</summary>
    public bool IsStarted(RuntimeContainer container, Container spec) =>
        container.State == RuntimeState.Running && !starting.ContainsKey(container.Id) &&
        (spec.StartupProbe is null || Get(container.Id, ProbeKind.Startup) == true);

    /// <summary>True when the container has started and its readiness probe, if any, passes.</summary>
    public bool IsReady(RuntimeContainer container, Container spec) =>
        IsStarted(container, spec) && (spec.ReadinessProbe is null || Get(container.Id, ProbeKind.Readiness) == true);
}
