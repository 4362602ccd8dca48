using Navarch.Api.Core.V1;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Statuses;

/// <summary>All that a pod's status is computed from.</summary>
internal sealed record StatusInput
{
    public required Pod Pod { get; init; }

    /// <summary>The status as last computed here, or as the API server has it after a restart of the kubelet.</summary>
    public required PodStatus Previous { get; init; }

    public required RuntimePod Observed { get; init; }

    public required ProbeResults Probes { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required string HostIp { get; init; }

    /// <summary>By container name, of containers that couldn't be started.</summary>
    public IReadOnlyDictionary<string, WaitingReason> Waiting { get; init; } = new Dictionary<string, WaitingReason>();

    /// <summary>True when nothing of the pod will be started again: it is being deleted, was evicted, or its deadline passed.</summary>
    public bool Terminating { get; init; }

    /// <summary>True when besides that nothing of it runs any more.</summary>
    public bool Terminated { get; init; }

    /// <summary>Reason and message of a pod that the kubelet itself made fail (DeadlineExceeded, Evicted); null otherwise.</summary>
    public WaitingReason? Failure { get; init; }
}
