using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps the status of ResourceQuotas: what is used of what is granted. Admission counts what comes; this recounts when something goes or changes, and so
/// frees what was used. It owns the status.
/// </summary>
internal sealed class ResourceQuotaController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<ResourceQuota> _quotas = context.Informers.For<ResourceQuota>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();
    private readonly SharedInformer<PersistentVolumeClaim> _claims = context.Informers.For<PersistentVolumeClaim>();
    private readonly SharedInformer<Service> _services = context.Informers.For<Service>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<ResourceQuota>();
        builder.WatchesChanges<Pod>((old, pod) => old is null || pod is null || old.IsFinished() != pod.IsFinished() || !DocNode.DeepEquals(old.Spec, pod.Spec) ? QuotasOf((pod ?? old)!) : []);
        builder.Watches<PersistentVolumeClaim>(QuotasOf);
        builder.Watches<Service>(QuotasOf);
        builder.WatchesChanges<ConfigMap>(OnCount);
        builder.WatchesChanges<Secret>(OnCount);
        builder.WatchesChanges<ReplicationController>(OnCount);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_quotas.Get(request.Namespace, request.Name) is not { } quota)
        {
            return Result.Done;
        }
        var used = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var resource in quota.Spec.Hard.Keys)
        {
            used[resource] = Used(quota, resource, request.Namespace);
        }
        var updated = quota.Copy();
        updated.Status.Hard = quota.Spec.Hard;
        updated.Status.Used = used.ToMapOf();
        if (!DocNode.DeepEquals(updated.Status, quota.Status))
        {
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }

    private Quantity Used(ResourceQuota quota, string resource, string ns)
    {
        var pods = _pods.List(ns).Where(p => !p.IsFinished() && InScopes(quota, p)).ToList();
        switch (resource)
        {
            case "pods" or "count/pods":
                return Quantity.FromLong(pods.Count);
            case "services" or "count/services":
                return Quantity.FromLong(_services.List(ns).Count);
            case "services.nodeports":
                return Quantity.FromLong(_services.List(ns).Where(s => s.Spec.Type is "NodePort" or "LoadBalancer").Sum(s => s.Spec.Ports.Count));
            case "services.loadbalancers":
                return Quantity.FromLong(_services.List(ns).Count(s => s.Spec.Type == "LoadBalancer"));
            case "persistentvolumeclaims" or "count/persistentvolumeclaims":
                return Quantity.FromLong(_claims.List(ns).Count);
            case "requests.storage":
                return Sum(_claims.List(ns).Select(c => c.Spec.Resources.Requests.TryGetValue("storage", out var q) ? q : Quantity.Zero));
        }
        if (resource is "cpu" or "memory" or "ephemeral-storage" || resource.StartsWith("requests.", StringComparison.Ordinal))
        {
            var name = resource.StartsWith("requests.", StringComparison.Ordinal) ? resource[9..] : resource;
            return Sum(pods.Select(p => OfPod(p, c => c.Requests, name)));
        }
        if (resource.StartsWith("limits.", StringComparison.Ordinal))
        {
            return Sum(pods.Select(p => OfPod(p, c => c.Limits, resource[7..])));
        }
        var plural = resource.StartsWith("count/", StringComparison.Ordinal) ? resource[6..] : resource;
        var known = KnownResources.Stored(namespaced: true).FirstOrDefault(r => r.GroupResource == plural);
        return known is null ? Quantity.Zero : Quantity.FromLong(context.Informers.For(known).List(ns).Count);
    }

    /// <summary>What a pod asks for: its containers together, or its largest init container.</summary>
    private static Quantity OfPod(Pod pod, Func<ResourceRequirements, MapOf<Quantity>> part, string name)
    {
        Quantity Of(Container c) => part(c.Resources).TryGetValue(name, out var q) ? q : Quantity.Zero;
        var together = Sum(pod.Spec.Containers.Concat(pod.Spec.InitContainers.Where(c => c.RestartPolicy == "Always")).Select(Of));
        foreach (var init in pod.Spec.InitContainers)
        {
            var needed = Of(init);
            together = needed > together ? needed : together;
        }
        return pod.Spec.Overhead.TryGetValue(name, out var overhead) ? together + overhead : together;
    }

    private static bool InScopes(ResourceQuota quota, Pod pod) => quota.Spec.Scopes.All(scope => scope switch
    {
        "Terminating" => pod.Spec.ActiveDeadlineSeconds is >= 0,
        "NotTerminating" => pod.Spec.ActiveDeadlineSeconds is null,
        "BestEffort" => pod.Status.QosClass == "BestEffort",
        "NotBestEffort" => pod.Status.QosClass != "BestEffort",
        _ => true,
    }) && (quota.Spec.ScopeSelector?.MatchExpressions ?? []).All(e => e.ScopeName != "PriorityClass" || e.Operator switch
    {
        "In" => e.Values.Contains(pod.Spec.PriorityClassName),
        "NotIn" => !e.Values.Contains(pod.Spec.PriorityClassName),
        "Exists" => pod.Spec.PriorityClassName.Length > 0,
        _ => pod.Spec.PriorityClassName.Length == 0,
    });

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, q) => sum + q);

    private IEnumerable<Request> OnCount<T>(T? old, T? obj) where T : KubernetesObject => old is null || obj is null ? QuotasOf((obj ?? old)!) : [];

    private IEnumerable<Request> QuotasOf(KubernetesObject obj) => _quotas.List(obj.Metadata.Namespace).Select(q => new Request(q.Metadata.Namespace, q.Metadata.Name));
}
