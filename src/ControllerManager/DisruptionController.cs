using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.Api.Policy.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Keeps the status of PodDisruptionBudgets: how many of their pods may be evicted now. It owns that status; evictions take from it.</summary>
internal sealed class DisruptionController(ControllerContext context) : IReconciler
{
    private static readonly TimeSpan EvictionWait = TimeSpan.FromMinutes(2);
    private readonly SharedInformer<PodDisruptionBudget> _budgets = context.Informers.For<PodDisruptionBudget>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();
    private readonly SharedInformer<ReplicaSet> _replicaSets = context.Informers.For<ReplicaSet>();
    private readonly SharedInformer<Deployment> _deployments = context.Informers.For<Deployment>();
    private readonly SharedInformer<StatefulSet> _statefulSets = context.Informers.For<StatefulSet>();
    private readonly SharedInformer<ReplicationController> _replicationControllers = context.Informers.For<ReplicationController>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<PodDisruptionBudget>();
        builder.WatchesChanges<Pod>((old, pod) => PodStates.DiffersForOwner(old, pod) ? BudgetsOf((pod ?? old)!) : []);
        builder.Reads<ReplicaSet>();
        builder.Reads<Deployment>();
        builder.Reads<StatefulSet>();
        builder.Reads<ReplicationController>();
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_budgets.Get(request.Namespace, request.Name) is not { } budget)
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var selector = Selector.FromDocument(budget.Spec.Selector);
        var pods = _pods.List(request.Namespace).Where(p => selector.Matches(p.Metadata.Labels) && !p.IsFinished()).ToList();
        var updated = budget.Copy();
        Observe(updated, pods, ExpectedScale(pods), now);
        if (!DocNode.DeepEquals(updated.Status, budget.Status))
        {
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return updated.Status.DisruptedPods.Count > 0 ? Result.After(EvictionWait) : Result.Done;
    }

    /// <summary>Writes the budget's status. Pure but for its argument.</summary>
    internal static void Observe(PodDisruptionBudget budget, IReadOnlyList<Pod> pods, int expectedScale, DateTimeOffset now)
    {
        int expected, desired;
        if (budget.Spec.MaxUnavailable is { } maxUnavailable)
        {
            expected = expectedScale;
            desired = Math.Max(0, expected - maxUnavailable.Scaled(expected, roundUp: true));
        }
        else if (budget.Spec.MinAvailable is { IsString: true } percent)
        {
            expected = expectedScale;
            desired = percent.Scaled(expected, roundUp: true);
        }
        else
        {
            expected = pods.Count;
            desired = budget.Spec.MinAvailable?.IntValue ?? 1;
        }
        var disrupted = budget.Status.DisruptedPods.Where(d => now - d.Value < EvictionWait && pods.Any(p => p.Metadata.Name == d.Key && !p.IsDeleting())).ToMapOf();
        var healthy = pods.Count(p => p.IsReady() && !p.IsDeleting() && !disrupted.ContainsKey(p.Metadata.Name));
        var allowed = Math.Max(0, healthy - desired);
        budget.Status.DisruptedPods = disrupted;
        budget.Status.ExpectedPods = expected;
        budget.Status.DesiredHealthy = desired;
        budget.Status.CurrentHealthy = healthy;
        budget.Status.DisruptionsAllowed = expected > 0 ? allowed : 0;
        budget.Status.ObservedGeneration = budget.Metadata.Generation;
        var status = budget.Status.DisruptionsAllowed > 0 ? "True" : "False";
        var present = budget.Status.Conditions.FirstOrDefault(c => c.Type == "DisruptionAllowed");
        if (present?.Status != status || present.ObservedGeneration != budget.Metadata.Generation)
        {
            budget.Status.Conditions = [.. budget.Status.Conditions.Where(c => c.Type != "DisruptionAllowed"), new Condition
            {
                Type = "DisruptionAllowed",
                Status = status,
                Reason = status == "True" ? "SufficientPods" : "InsufficientPods",
                LastTransitionTime = present?.Status == status ? present.LastTransitionTime : now,
                ObservedGeneration = budget.Metadata.Generation,
            }];
        }
    }

    /// <summary>How many pods the pods' controllers want together.</summary>
    private int ExpectedScale(IReadOnlyList<Pod> pods)
    {
        var scales = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var pod in pods)
        {
            if (pod.ControllerReference() is not { } owner)
            {
                continue;
            }
            var ns = pod.Metadata.Namespace;
            switch (owner.Kind)
            {
                case "ReplicaSet" when _replicaSets.Get(ns, owner.Name) is { } replicaSet:
                    var deployment = replicaSet.ControllerReference() is { Kind: "Deployment" } reference ? _deployments.Get(ns, reference.Name) : null;
                    scales[deployment?.Metadata.Uid ?? owner.Uid] = deployment is null ? replicaSet.Spec.Replicas ?? 1 : deployment.Spec.Replicas ?? 1;
                    break;
                case "StatefulSet" when _statefulSets.Get(ns, owner.Name) is { } set:
                    scales[owner.Uid] = set.Spec.Replicas ?? 1;
                    break;
                case "ReplicationController" when _replicationControllers.Get(ns, owner.Name) is { } controller:
                    scales[owner.Uid] = controller.Spec.Replicas ?? 1;
                    break;
            }
        }
        return scales.Values.Sum();
    }

    private IEnumerable<Request> BudgetsOf(Pod pod) => _budgets.List(pod.Metadata.Namespace)
        .Where(b => b.Spec.Selector is not null && Selector.FromDocument(b.Spec.Selector).Matches(pod.Metadata.Labels))
        .Select(b => new Request(b.Metadata.Namespace, b.Metadata.Name));
}
