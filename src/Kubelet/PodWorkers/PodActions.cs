using Navarch.Api.Core.V1;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>Why a container is killed and what it says in the event.</summary>
internal sealed record ContainerKill(RuntimeContainer Container, string Message, string Reason);

/// <summary>
/// What has to be done so that the runtime holds what the pod asks for: the difference of the two, computed without side effects.
/// </summary>
internal sealed record PodActions
{
    /// <summary>Nothing of the pod may run any more, or all of it must be replaced.</summary>
    public bool KillPod { get; init; }

    /// <summary>A new sandbox is needed.</summary>
    public bool CreateSandbox { get; init; }

    /// <summary>Number of the new sandbox.</summary>
    public uint Attempt { get; init; }

    /// <summary>Init containers (sidecars included) to start now, in order.</summary>
    public IReadOnlyList<Container> StartInit { get; init; } = [];

    /// <summary>Containers to start now, in order.</summary>
    public IReadOnlyList<Container> Start { get; init; } = [];

    /// <summary>Running containers to end first.</summary>
    public IReadOnlyList<ContainerKill> Kill { get; init; } = [];

    public bool Nothing => !KillPod && !CreateSandbox && StartInit.Count == 0 && Start.Count == 0 && Kill.Count == 0;

    /// <summary>Compares a pod that isn't being terminated with what runs.</summary>
    public static PodActions Compute(Pod pod, RuntimePod observed, ProbeResults probes)
    {
        var newest = observed.Sandboxes.Count > 0 ? observed.Sandboxes[0] : null;
        if (SandboxUsable(pod, observed))
        {
            return InSandbox(pod, observed, probes);
        }

        var attempt = newest is null ? 0 : newest.Attempt + 1;
        if (newest is not null && observed.Containers.Count > 0 && !AnyToStart(pod, observed))
        {
            // All has ended for good: the sandbox only has to go.
            return new PodActions { KillPod = true };
        }

        var first = pod.Spec.InitContainers.Count > 0;
        return new PodActions
        {
            KillPod = newest is not null,
            CreateSandbox = true,
            Attempt = attempt,
            StartInit = first ? [pod.Spec.InitContainers[0]] : [],
            Start = first ? [] : [.. pod.Spec.Containers.Where(c => Restarts(pod, c, observed.Newest(c.Name)))],
        };
    }

    private static bool SandboxUsable(Pod pod, RuntimePod observed) =>
        observed.Sandboxes.Count(s => s.Ready) == 1 && observed.ActiveSandbox is { } active &&
        active.HostNetwork == pod.Spec.HostNetwork && (active.HostNetwork || active.Ip.Length > 0);

    private static bool AnyToStart(Pod pod, RuntimePod observed) => pod.Spec.Containers.Any(c => Restarts(pod, c, observed.Newest(c.Name)));

    private static bool Restarts(Pod pod, Container container, RuntimeContainer? last) =>
        last is not { State: RuntimeState.Exited } || ContainerSpecs.RestartsAfter(pod, container, last.ExitCode);

    private static PodActions InSandbox(Pod pod, RuntimePod observed, ProbeResults probes)
    {
        var kill = new List<ContainerKill>();
        var startInit = new List<Container>();
        var initialized = pod.Spec.Containers.Any(c => observed.Active(c.Name) is not null);
        if (!initialized)
        {
            var (done, failed) = NextInit(pod, observed, probes, startInit, kill);
            if (failed)
            {
                return new PodActions { KillPod = true };
            }

            if (!done)
            {
                return new PodActions { StartInit = startInit, Kill = kill };
            }
        }

        var start = new List<Container>();
        var keep = 0;
        foreach (var container in pod.Spec.Containers)
        {
            var active = observed.Active(container.Name);
            if (active is not { State: RuntimeState.Running })
            {
                if (Restarts(pod, container, active ?? observed.Newest(container.Name)))
                {
                    start.Add(container);
                    if (active is { State: RuntimeState.Unknown })
                    {
                        kill.Add(new ContainerKill(active, $"Container is in unknown state, try killing it before restart", "Killing"));
                    }
                }

                continue;
            }

            if (ReasonToReplace(container, active, probes) is not { } reason)
            {
                keep++;
                continue;
            }

            var restart = reason.Changed || ContainerSpecs.RestartsAfter(pod, container, exitCode: 137);
            kill.Add(new ContainerKill(active, restart ? reason.Text + ", will be restarted" : reason.Text, "Killing"));
            if (restart)
            {
                start.Add(container);
            }
        }

        if (keep == 0 && start.Count == 0 && kill.Count == 0)
        {
            return new PodActions { KillPod = true };
        }

        if (initialized)
        {
            RestartSidecars(pod, observed, probes, startInit, kill);
        }

        return new PodActions { StartInit = startInit, Start = start, Kill = kill };
    }

    /// <summary>Finds the init containers to start next; done when all have done their part.</summary>
    private static (bool Done, bool Failed) NextInit(
        Pod pod, RuntimePod observed, ProbeResults probes, List<Container> start, List<ContainerKill> kill)
    {
        var inits = pod.Spec.InitContainers;
        for (var i = 0; i < inits.Count; i++)
        {
            var container = inits[i];
            var active = observed.Active(container.Name);
            var laterStarted = inits.Skip(i + 1).Any(c => observed.Active(c.Name) is not null);
            if (active is null or { State: RuntimeState.Created or RuntimeState.Unknown })
            {
                if (!laterStarted)
                {
                    start.Add(container);
                    return (false, false);
                }

                continue;
            }

            if (container.IsSidecar())
            {
                if (active.State == RuntimeState.Exited)
                {
                    start.Add(container);
                    if (laterStarted)
                    {
                        continue;
                    }

                    return (false, false);
                }

                if (ReasonToReplace(container, active, probes) is { } reason)
                {
                    kill.Add(new ContainerKill(active, reason.Text + ", will be restarted", "Killing"));
                    start.Add(container);
                    return (false, false);
                }

                if (!probes.IsStarted(active, container))
                {
                    return (false, false);
                }

                continue;
            }

            if (active.State == RuntimeState.Running)
            {
                return (false, false);
            }

            if (active.ExitCode != 0)
            {
                if (!ContainerSpecs.RestartsAfter(pod, container, active.ExitCode))
                {
                    return (false, true);
                }

                start.Add(container);
                return (false, false);
            }
        }

        return (true, false);
    }

    private static void RestartSidecars(Pod pod, RuntimePod observed, ProbeResults probes, List<Container> start, List<ContainerKill> kill)
    {
        foreach (var container in pod.Spec.InitContainers.Where(c => c.IsSidecar()))
        {
            var active = observed.Active(container.Name);
            if (active is not { State: RuntimeState.Running })
            {
                start.Add(container);
            }
            else if (ReasonToReplace(container, active, probes) is { } reason)
            {
                kill.Add(new ContainerKill(active, reason.Text + ", will be restarted", "Killing"));
                start.Add(container);
            }
        }
    }

    private static (string Text, bool Changed)? ReasonToReplace(Container container, RuntimeContainer active, ProbeResults probes)
    {
        if (active.Hash.Length > 0 && active.Hash != container.Hash())
        {
            return ($"Container {container.Name} definition changed", true);
        }

        if (probes.Failed(active.Id, ProbeKind.Liveness))
        {
            return ($"Container {container.Name} failed liveness probe", false);
        }

        return probes.Failed(active.Id, ProbeKind.Startup) ? ($"Container {container.Name} failed startup probe", false) : null;
    }
}
