using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Statuses;

/// <summary>Computes a pod's whole status from what was observed. Pure: the same input gives the same status.</summary>
internal static class PodStatusBuilder
{
    public static PodStatus Compute(StatusInput input)
    {
        var pod = input.Pod;
        var initStatuses = ContainerStatuses.Compute(input, pod.Spec.InitContainers, input.Previous.InitContainerStatuses, init: true);
        var statuses = ContainerStatuses.Compute(input, pod.Spec.Containers, input.Previous.ContainerStatuses, init: false);
        var phase = input.Failure is not null ? PodPhase.Failed : PodPhase.Compute(pod, initStatuses, statuses, input.Terminated);
        if (input.Previous.Phase is PodPhase.Failed or PodPhase.Succeeded)
        {
            // A pod never comes back from its end.
            phase = input.Previous.Phase;
        }

        var sandbox = input.Observed.Sandboxes.Count > 0 ? input.Observed.Sandboxes[0] : null;
        var ip = pod.Spec.HostNetwork ? (sandbox is null ? "" : input.HostIp) : sandbox is { Ready: true } ? sandbox.Ip : "";
        if (ip.Length == 0 && input.Previous.PodIP.Length > 0 && !(sandbox is { Ready: true }))
        {
            // Keep the address while the pod ends or between two sandboxes, as upstream does.
            ip = input.Previous.PodIP;
        }

        var status = new PodStatus
        {
            ObservedGeneration = pod.Metadata.Generation,
            Phase = phase,
            HostIP = input.HostIp,
            HostIPs = [new HostIP { Ip = input.HostIp }],
            PodIP = ip,
            PodIPs = ip.Length > 0 ? [new PodIP { Ip = ip }] : [],
            StartTime = input.Previous.StartTime ?? input.Now,
            InitContainerStatuses = initStatuses,
            ContainerStatuses = statuses,
            QosClass = pod.Status.QosClass,
            NominatedNodeName = pod.Status.NominatedNodeName,
            Reason = input.Failure?.Reason ?? input.Previous.Reason,
            Message = input.Failure?.Message ?? input.Previous.Message,
        };
        status.Conditions = PodConditions.Compute(
            input, phase, initStatuses, statuses, networkReady: sandbox is { Ready: true } && (pod.Spec.HostNetwork || ip.Length > 0));
        return status;
    }
}
