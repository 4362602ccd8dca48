using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>
/// Which pods are of the same kind as a pod that doesn't say how it wants to be spread: those that its Services select and that its
/// ReplicaSet, StatefulSet or ReplicationController owns.
/// </summary>
public sealed class DefaultSelector(InformerFactory informers)
{
    private readonly SharedInformer<Service> _services = informers.For<Service>();
    private readonly SharedInformer<ReplicaSet> _replicaSets = informers.For<ReplicaSet>();
    private readonly SharedInformer<StatefulSet> _statefulSets = informers.For<StatefulSet>();
    private readonly SharedInformer<ReplicationController> _controllers = informers.For<ReplicationController>();

    /// <summary>Null if nothing says which.</summary>
    public Selector? Of(PodInfo pod)
    {
        Selector? selector = null;
        foreach (var service in _services.List(pod.Key.Namespace))
        {
            if (service.Spec.Selector.Count > 0 && Selector.FromLabels(service.Spec.Selector) is var serviced && serviced.Matches(pod.Labels))
            {
                selector = And(selector, serviced);
            }
        }
        foreach (var owner in pod.Pod.Metadata.OwnerReferences)
        {
            if (owner.Controller != true)
            {
                continue;
            }
            var owned = owner.Kind switch
            {
                "ReplicaSet" => _replicaSets.Get(pod.Key.Namespace, owner.Name) is { } set ? Selector.FromDocument(set.Spec.Selector) : null,
                "StatefulSet" => _statefulSets.Get(pod.Key.Namespace, owner.Name) is { } set ? Selector.FromDocument(set.Spec.Selector) : null,
                "ReplicationController" => _controllers.Get(pod.Key.Namespace, owner.Name) is { } controller ? Selector.FromLabels(controller.Spec.Selector) : null,
                _ => null,
            };
            selector = owned is null ? selector : And(selector, owned);
        }
        return selector;
    }

    private static Selector And(Selector? one, Selector other) => one is null ? other : one.Add(other.Requirements);
}
