using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of Pod.</summary>
public sealed class PodStrategy : ResourceStrategy<Pod>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj) => PodDefaults.SetPod((Pod)obj);

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        var pod = (Pod)obj;
        pod.Status = new PodStatus { Phase = "Pending", QosClass = PodResources.QosClass(pod.Spec) };
        if (pod.Spec.SchedulingGates.Count > 0)
        {
            pod.Status.Conditions =
            [
                new PodCondition { Type = "PodScheduled", Status = "False", Reason = "SchedulingGated", Message = "Scheduling is blocked due to non-empty scheduling gates" },
            ];
        }
    }

    /// <inheritdoc/>
    public override void PrepareForStatusUpdate(KubernetesObject obj, KubernetesObject old)
    {
        base.PrepareForStatusUpdate(obj, old);
        var (pod, stored) = ((Pod)obj, (Pod)old);
        if (pod.Status.QosClass.Length == 0)
        {
            pod.Status.QosClass = stored.Status.QosClass;
        }
    }

    /// <inheritdoc/>
    public override long? DefaultGracePeriodSeconds(KubernetesObject obj)
    {
        var pod = (Pod)obj;
        // Nothing runs yet, or nothing runs any more: there is nobody to wait for.
        return pod.Spec.NodeName.Length == 0 || pod.Status.Phase is "Succeeded" or "Failed" ? 0 : pod.Spec.TerminationGracePeriodSeconds ?? 30;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("spec.nodeName", static o => ((Pod)o).Spec.NodeName),
        new("spec.restartPolicy", static o => ((Pod)o).Spec.RestartPolicy),
        new("spec.schedulerName", static o => ((Pod)o).Spec.SchedulerName),
        new("spec.serviceAccountName", static o => ((Pod)o).Spec.ServiceAccountName),
        new("spec.hostNetwork", static o => ((Pod)o).Spec.HostNetwork ? "true" : "false"),
        new("status.phase", static o => ((Pod)o).Status.Phase),
        new("status.podIP", static o => ((Pod)o).Status.PodIPs is { Count: > 0 } ips ? ips[0].Ip : ((Pod)o).Status.PodIP),
        new("status.nominatedNodeName", static o => ((Pod)o).Status.NominatedNodeName),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => PodColumns.All;
}
