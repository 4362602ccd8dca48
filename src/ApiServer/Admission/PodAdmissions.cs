using Navarch.Api.Core.V1;
using Navarch.Api.Scheduling.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Registry;

namespace Navarch.ApiServer.Admission;

/// <summary>Pods stay on a node that is not ready or not reachable for a while, unless they say otherwise.</summary>
internal sealed class DefaultTolerationSeconds(long notReadySeconds, long unreachableSeconds) : AdmissionPlugin
{
    public override string Name => "DefaultTolerationSeconds";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Subresource.Length == 0 && attributes.Object is Pod pod)
        {
            Tolerate(pod, "node.kubernetes.io/not-ready", notReadySeconds);
            Tolerate(pod, "node.kubernetes.io/unreachable", unreachableSeconds);
        }
        return ValueTask.CompletedTask;
    }

    private static void Tolerate(Pod pod, string taint, long seconds)
    {
        foreach (var t in pod.Spec.Tolerations)
        {
            if ((t.Key == taint || t.Key.Length == 0) && t.Effect is "NoExecute" or "")
            {
                return;
            }
        }
        pod.Spec.Tolerations = [.. pod.Spec.Tolerations, new Toleration { Key = taint, Operator = "Exists", Effect = "NoExecute", TolerationSeconds = seconds }];
    }
}

/// <summary>Turns the name of a pod's priority class into its priority.</summary>
internal sealed class PriorityAdmission(ResourceRegistry registry) : AdmissionPlugin
{
    public override string Name => "Priority";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Operation != Operation.Create || attributes.Subresource.Length > 0 || attributes.Object is not Pod pod)
        {
            return ValueTask.CompletedTask;
        }
        var cache = registry.For<PriorityClass>().Cache!;
        PriorityClass? chosen = null;
        if (pod.Spec.PriorityClassName.Length > 0)
        {
            chosen = cache.Get(cache.KeyOf(null, pod.Spec.PriorityClassName))?.Document as PriorityClass
                ?? throw Status.Forbidden(attributes.Endpoint.GroupResource, attributes.Name, $"no PriorityClass with name {pod.Spec.PriorityClassName} was found").ToException();
        }
        else
        {
            foreach (var cached in cache.List(cache.Prefix).Span)
            {
                if (cached.Document is PriorityClass { GlobalDefault: true } candidate && (chosen is null || candidate.Value < chosen.Value))
                {
                    chosen = candidate;
                }
            }
            if (chosen is not null)
            {
                pod.Spec.PriorityClassName = chosen.Metadata.Name;
            }
        }
        var priority = chosen?.Value ?? 0;
        if (pod.Spec.Priority is { } given && given != priority)
        {
            throw Status.Forbidden(attributes.Endpoint.GroupResource, attributes.Name,
                $"the integer value of priority ({given}) must not be provided in pod spec; priority admission controller computed {priority} from the given PriorityClass name").ToException();
        }
        pod.Spec.Priority = priority;
        pod.Spec.PreemptionPolicy ??= chosen?.PreemptionPolicy ?? "PreemptLowerPriority";
        return ValueTask.CompletedTask;
    }
}

/// <summary>New nodes take no pods until their kubelet says that they are ready.</summary>
internal sealed class TaintNodesByCondition : AdmissionPlugin
{
    private const string NotReady = "node.kubernetes.io/not-ready";

    public override string Name => "TaintNodesByCondition";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Operation == Operation.Create && attributes.Subresource.Length == 0 && attributes.Object is Node node && node.Spec.Taints.All(t => t.Key != NotReady))
        {
            node.Spec.Taints = [.. node.Spec.Taints, new Taint { Key = NotReady, Effect = "NoSchedule" }];
        }
        return ValueTask.CompletedTask;
    }
}
