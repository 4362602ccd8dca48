using Navarch.Api.Policy.V1;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Knows by an informer how many pods of each PodDisruptionBudget may go.</summary>
public sealed class DisruptionBudgets(InformerFactory informers)
{
    private readonly SharedInformer<PodDisruptionBudget> _budgets = informers.For<PodDisruptionBudget>();

    /// <summary>Those of the pods whose going would be more than their budgets allow, if all of them went.</summary>
    public HashSet<PodInfo> Violated(IReadOnlyList<PodInfo> pods)
    {
        var violated = new HashSet<PodInfo>();
        if (pods.Count == 0 || _budgets.Count == 0)
        {
            return violated;
        }
        foreach (var budget in _budgets.List(pods[0].Key.Namespace).Concat(pods.Select(p => p.Key.Namespace).Distinct().Skip(1).SelectMany(n => _budgets.List(n))))
        {
            var allowed = budget.Status.DisruptionsAllowed;
            var selector = Selector.FromDocument(budget.Spec.Selector);
            foreach (var pod in pods)
            {
                if (pod.Key.Namespace == budget.Metadata.Namespace
                    && selector.Matches(pod.Labels)
                    && !budget.Status.DisruptedPods.ContainsKey(pod.Key.Name)
                    && --allowed < 0)
                {
                    violated.Add(pod);
                }
            }
        }
        return violated;
    }
}
