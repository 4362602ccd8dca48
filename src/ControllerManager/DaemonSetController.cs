using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client.Informers;
using Navarch.Client;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps one pod of a DaemonSet on each node that it fits on. The scheduler binds the pods; each carries a node affinity for its node. It owns the
/// pods and the ControllerRevisions of the set. During a rolling update at most maxUnavailable nodes are without an available pod, or,
/// with maxSurge, so many have two.
/// </summary>
internal sealed class DaemonSetController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<DaemonSet> _sets = context.Informers.For<DaemonSet>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>().IndexByController();
    private readonly SharedInformer<Node> _nodes = context.Informers.For<Node>();
    private readonly SharedInformer<ControllerRevision> _revisions = context.Informers.For<ControllerRevision>().IndexByController();
    private readonly PodControl _podControl = new(context);

    /// <summary>What to do: nodes that lack a pod, and pods that must go.</summary>
    internal sealed record Actions(List<string> Create, List<Pod> Delete);

    // What a daemon tolerates by itself, because it belongs to the node.
    private static readonly (string Key, string Effect)[] DaemonTolerations =
    [
        ("node.kubernetes.io/not-ready", "NoExecute"), ("node.kubernetes.io/unreachable", "NoExecute"), ("node.kubernetes.io/disk-pressure", "NoSchedule"),
        ("node.kubernetes.io/memory-pressure", "NoSchedule"), ("node.kubernetes.io/pid-pressure", "NoSchedule"), ("node.kubernetes.io/unschedulable", "NoSchedule"),
    ];

    public void Configure(ControllerBuilder builder)
    {
        builder.For<DaemonSet>();
        builder.Reads<ControllerRevision>();
        builder.WatchesChanges<Pod>((old, pod) => PodStates.DiffersForOwner(old, pod) || old!.Spec.NodeName != pod!.Spec.NodeName ? [.. OwnersOf(old), .. OwnersOf(pod)] : []);
        builder.WatchesChanges<Node>((old, node) => old is null || node is null
            || !old.Metadata.Labels.ContentEquals(node.Metadata.Labels) || !DocNode.DeepEquals(old.Spec["taints"], node.Spec["taints"])
                ? _sets.List().Select(s => new Request(s.Metadata.Namespace, s.Metadata.Name)) : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_sets.Get(request.Namespace, request.Name) is not { } set || set.IsDeleting())
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var pods = await Claims.ClaimAsync(context.Client, _pods, set, Selector.FromDocument(set.Spec.Selector), cancellationToken).ConfigureAwait(false);
        var (newest, revisions) = await Revisions.SyncAsync(context.Client, _revisions, set, set.Spec.Template, set.Status.CollisionCount, cancellationToken).ConfigureAwait(false);
        var hash = newest.Metadata.Labels[Revisions.HashLabel] ?? "";
        var nodes = _nodes.List();
        var actions = Plan(set, nodes, pods, hash, now);
        var (_, createError) = await SlowStart.RunAsync(Math.Min(actions.Create.Count, Limits.BurstReplicas),
            i => _podControl.CreateAsync(set, Make(set, actions.Create[i], hash), cancellationToken)).ConfigureAwait(false);
        var (_, deleteError) = await SlowStart.RunAsync(Math.Min(actions.Delete.Count, Limits.BurstReplicas),
            i => _podControl.DeleteAsync(set, actions.Delete[i], cancellationToken)).ConfigureAwait(false);

        var status = Observe(set, nodes, pods, hash, now);
        if (!DocNode.DeepEquals(status, set.Status))
        {
            var updated = set.Copy();
            updated.Status = status;
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        await Revisions.TruncateAsync(context.Client, revisions,
            r => ReferenceEquals(r, newest) || pods.Any(p => p.Metadata.Labels[Revisions.PodLabel] == r.Metadata.Labels[Revisions.HashLabel]), set.Spec.RevisionHistoryLimit ?? 10, cancellationToken).ConfigureAwait(false);
        if ((createError ?? deleteError) is { } error && !(error is ApiException e && e.Status.HasCause("NamespaceTerminating")))
        {
            throw error;
        }
        return set.Spec.MinReadySeconds > 0 && status.NumberReady != status.NumberAvailable ? Result.After(TimeSpan.FromSeconds(set.Spec.MinReadySeconds)) : Result.Done;
    }

    /// <summary>What is missing, superfluous or outdated. Pure.</summary>
    internal static Actions Plan(DaemonSet set, IReadOnlyList<Node> nodes, IReadOnlyList<Pod> pods, string hash, DateTimeOffset now)
    {
        var actions = new Actions([], []);
        var byNode = pods.GroupBy(NodeOf).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Metadata.CreationTimestamp).ThenBy(p => p.Metadata.Name, StringComparer.Ordinal).ToList());
        var outdated = new List<Pod>();
        int unavailable = 0, desired = 0;
        foreach (var node in nodes.OrderBy(n => n.Metadata.Name, StringComparer.Ordinal))
        {
            byNode.Remove(node.Metadata.Name, out var here);
            here ??= [];
            var (run, stay) = Fits(set, node);
            if (!stay)
            {
                actions.Delete.AddRange(here.Where(p => !p.IsDeleting()));
                continue;
            }
            if (run)
            {
                desired++;
            }
            var failed = here.Where(p => p.Status.Phase == "Failed" && !p.IsDeleting()).ToList();
            actions.Delete.AddRange(failed);
            var active = here.Where(p => !p.IsDeleting() && !failed.Contains(p)).ToList();
            if (run && active.Count == 0 && !here.Any(p => p.IsDeleting()) && failed.Count == 0)
            {
                actions.Create.Add(node.Metadata.Name);
            }
            if (active.Count > 1)
            {
                actions.Delete.AddRange(active.Skip(1));
            }
            var one = active.FirstOrDefault();
            if (run && (one is null || !one.IsAvailable(set.Spec.MinReadySeconds, now)))
            {
                unavailable++;
            }
            if (one is not null && one.Metadata.Labels[Revisions.PodLabel] != hash)
            {
                outdated.Add(one);
            }
        }
        // Pods of nodes that are gone are the pod garbage collector's.
        if (set.Spec.UpdateStrategy.Type != "OnDelete" && outdated.Count > 0)
        {
            var budget = Math.Max(1, set.Spec.UpdateStrategy.RollingUpdate?.MaxUnavailable?.Scaled(desired, roundUp: true) ?? 1);
            // A pod that serves nobody may always go.
            foreach (var pod in outdated.OrderBy(p => p.IsAvailable(set.Spec.MinReadySeconds, now)))
            {
                if (!pod.IsAvailable(set.Spec.MinReadySeconds, now))
                {
                    actions.Delete.Add(pod);
                }
                else if (unavailable < budget)
                {
                    unavailable++;
                    actions.Delete.Add(pod);
                }
            }
        }
        return actions;
    }

    /// <summary>The numbers. Pure.</summary>
    internal static DaemonSetStatus Observe(DaemonSet set, IReadOnlyList<Node> nodes, IReadOnlyList<Pod> pods, string hash, DateTimeOffset now)
    {
        var byNode = pods.Where(p => !p.IsDeleting()).GroupBy(NodeOf).ToDictionary(g => g.Key, g => g.OrderBy(p => p.Metadata.CreationTimestamp).First());
        int desired = 0, scheduled = 0, misscheduled = 0, ready = 0, available = 0, updated = 0;
        foreach (var node in nodes)
        {
            var pod = byNode.GetValueOrDefault(node.Metadata.Name);
            if (!Fits(set, node).Run)
            {
                misscheduled += pod is null ? 0 : 1;
                continue;
            }
            desired++;
            if (pod is not null)
            {
                scheduled++;
                ready += pod.IsReady() ? 1 : 0;
                available += pod.IsAvailable(set.Spec.MinReadySeconds, now) ? 1 : 0;
                updated += pod.Metadata.Labels[Revisions.PodLabel] == hash ? 1 : 0;
            }
        }
        var status = set.Status.Copy();
        status.ObservedGeneration = set.Metadata.Generation;
        status.DesiredNumberScheduled = desired;
        status.CurrentNumberScheduled = scheduled;
        status.NumberMisscheduled = misscheduled;
        status.NumberReady = ready;
        status.NumberAvailable = available;
        status.NumberUnavailable = desired - available;
        status.UpdatedNumberScheduled = updated;
        return status;
    }

    /// <summary>Whether the set's pod is to run on the node, and whether one that runs there may stay.</summary>
    internal static (bool Run, bool Stay) Fits(DaemonSet set, Node node)
    {
        var spec = set.Spec.Template.Spec;
        if (spec.NodeName.Length > 0 && spec.NodeName != node.Metadata.Name)
        {
            return (false, false);
        }
        foreach (var (key, value) in spec.NodeSelector)
        {
            if (node.Metadata.Labels[key] != value)
            {
                return (false, false);
            }
        }
        if (spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution is { } required && !required.NodeSelectorTerms.Any(t => Matches(t, node)))
        {
            return (false, false);
        }
        var untolerated = node.Spec.Taints.Where(t => t.Effect is "NoSchedule" or "NoExecute" && !Tolerates(spec, t)).ToList();
        return (untolerated.Count == 0, untolerated.All(t => t.Effect != "NoExecute"));
    }

    private static bool Matches(NodeSelectorTerm term, Node node)
    {
        if (term.MatchExpressions.Count == 0 && term.MatchFields.Count == 0)
        {
            return false;
        }
        return term.MatchExpressions.All(r => Matches(r, node.Metadata.Labels.TryGetValue(r.Key, out var value) ? value : null))
            && term.MatchFields.All(r => Matches(r, r.Key == "metadata.name" ? node.Metadata.Name : null));
    }

    private static bool Matches(NodeSelectorRequirement requirement, string? value) => requirement.Operator switch
    {
        "In" => value is not null && requirement.Values.Contains(value),
        "NotIn" => value is null || !requirement.Values.Contains(value),
        "Exists" => value is not null,
        "DoesNotExist" => value is null,
        "Gt" => long.TryParse(value, out var a) && long.TryParse(requirement.Values.Count > 0 ? requirement.Values[0] : null, out var b) && a > b,
        "Lt" => long.TryParse(value, out var a) && long.TryParse(requirement.Values.Count > 0 ? requirement.Values[0] : null, out var b) && a < b,
        _ => false,
    };

    private static bool Tolerates(PodSpec spec, Taint taint) =>
        DaemonTolerations.Contains((taint.Key, taint.Effect))
        || (spec.HostNetwork && taint is { Key: "node.kubernetes.io/network-unavailable", Effect: "NoSchedule" })
        || spec.Tolerations.Any(t => (t.Effect.Length == 0 || t.Effect == taint.Effect)
            && (t.Key.Length == 0 ? t.Operator == "Exists" : t.Key == taint.Key) && (t.Operator == "Exists" || t.Value == taint.Value));

    private static Pod Make(DaemonSet set, string node, string hash)
    {
        var pod = PodControl.FromTemplate(set.Spec.Template, set);
        pod.Metadata.GenerateName = set.Metadata.Name + "-";
        pod.Metadata.Labels = pod.Metadata.Labels.With(Revisions.PodLabel, hash);
        var tolerations = DaemonTolerations.ToList();
        if (pod.Spec.HostNetwork)
        {
            tolerations.Add(("node.kubernetes.io/network-unavailable", "NoSchedule"));
        }
        pod.Spec.Tolerations = [.. pod.Spec.Tolerations, .. tolerations.Select(t => new Toleration { Key = t.Key, Operator = "Exists", Effect = t.Effect })];
        // The scheduler binds it, and to no other node.
        var here = new NodeSelectorRequirement { Key = "metadata.name", Operator = "In", Values = [node] };
        pod.Spec.Affinity ??= new Affinity();
        pod.Spec.Affinity.NodeAffinity ??= new NodeAffinity();
        var terms = pod.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms ?? [];
        pod.Spec.Affinity.NodeAffinity.RequiredDuringSchedulingIgnoredDuringExecution = new NodeSelector
        {
            NodeSelectorTerms = terms.Count == 0
                ? [new NodeSelectorTerm { MatchFields = [here] }]
                : terms.Select(t => { var term = t.Copy(); term.MatchFields = [here.Copy()]; return term; }).ToListOf(),
        };
        return pod;
    }

    private static string NodeOf(Pod pod)
    {
        if (pod.Spec.NodeName.Length > 0)
        {
            return pod.Spec.NodeName;
        }
        var terms = pod.Spec.Affinity?.NodeAffinity?.RequiredDuringSchedulingIgnoredDuringExecution?.NodeSelectorTerms ?? [];
        return terms.SelectMany(t => t.MatchFields).Where(f => f.Key == "metadata.name").SelectMany(f => f.Values).FirstOrDefault() ?? "";
    }

    private IEnumerable<Request> OwnersOf(Pod? pod)
    {
        if (pod is null)
        {
            return [];
        }
        if (pod.ControllerReference() is { } reference)
        {
            return reference is { Kind: "DaemonSet", ApiVersion: "apps/v1" } ? [new Request(pod.Metadata.Namespace, reference.Name)] : [];
        }
        return pod.Metadata.Labels.Count == 0 ? [] : _sets.List(pod.Metadata.Namespace)
            .Where(s => Selector.FromDocument(s.Spec.Selector).Matches(pod.Metadata.Labels))
            .Select(s => new Request(s.Metadata.Namespace, s.Metadata.Name));
    }
}
