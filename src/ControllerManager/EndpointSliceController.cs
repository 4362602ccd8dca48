using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Endpoints;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps the EndpointSlices of each Service that has a selector: the addresses of the pods that it selects, as far as they have one, and
/// whether they are ready. It owns the slices that its label says it manages; slices of others are left alone.
/// </summary>
internal sealed class EndpointSliceController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<Service> _services = context.Informers.For<Service>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();
    private readonly SharedInformer<EndpointSlice> _slices = context.Informers.For<EndpointSlice>();
    private readonly SharedInformer<Node> _nodes = context.Informers.For<Node>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<Service>();
        builder.Reads<Node>();
        builder.WatchesChanges<Pod>((old, pod) => EndpointsOfPods.Differs(old, pod) ? ServicesOf(_services, old, pod) : []);
        builder.Watches<EndpointSlice>(slice => ServiceOf(slice) is { } service ? [new Request(slice.Metadata.Namespace, service)] : []);
        _slices.AddIndex("service", slice => ServiceOf(slice) is { } service ? [slice.Metadata.Namespace + "/" + service] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        var slices = _slices.ByIndex("service", request.Namespace + "/" + request.Name).Where(s => !s.IsDeleting()).ToList();
        if (_services.Get(request.Namespace, request.Name) is not { } service || service.IsDeleting() || service.Spec.Selector.Count == 0 || service.Spec.Type == "ExternalName")
        {
            // The slices of a Service that is gone go with their owner; those of one that changed its type are deleted here.
            foreach (var slice in _services.Get(request.Namespace, request.Name) is { Spec.Type: "ExternalName" } ? slices : [])
            {
                await DeleteAsync(slice, cancellationToken).ConfigureAwait(false);
            }
            return Result.Done;
        }
        var selector = Selector.FromLabels(service.Spec.Selector);
        var pods = _pods.List(request.Namespace).Where(p => selector.Matches(p.Metadata.Labels))
            .OrderBy(p => p.Metadata.CreationTimestamp).ThenBy(p => p.Metadata.Name, StringComparer.Ordinal).ToList();
        var actions = EndpointSlicePlan.Plan(service, pods, slices, node => _nodes.Get(null, node)?.Metadata.Labels["topology.kubernetes.io/zone"]);
        foreach (var slice in actions.Create)
        {
            try
            {
                await context.Client.CreateAsync(slice, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.Status.HasCause("NamespaceTerminating"))
            {
                return Result.Done;
            }
        }
        foreach (var slice in actions.Update)
        {
            await context.Client.UpdateAsync(slice, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        foreach (var slice in actions.Delete)
        {
            await DeleteAsync(slice, cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }

    /// <summary>The Services that select the pod, before or after its change.</summary>
    internal static IEnumerable<Request> ServicesOf(SharedInformer<Service> services, Pod? old, Pod? pod)
    {
        var any = (pod ?? old)!;
        return services.List(any.Metadata.Namespace)
            .Where(s => s.Spec.Selector.Count > 0 && ((old is not null && Matches(s, old)) || (pod is not null && Matches(s, pod))))
            .Select(s => new Request(s.Metadata.Namespace, s.Metadata.Name));
    }

    private static bool Matches(Service service, Pod pod)
    {
        foreach (var (key, value) in service.Spec.Selector)
        {
            if (pod.Metadata.Labels[key] != value)
            {
                return false;
            }
        }
        return true;
    }

    private static string? ServiceOf(EndpointSlice slice) =>
        slice.Metadata.Labels[EndpointSlicePlan.ManagedByLabel] == EndpointSlicePlan.ManagedBy ? slice.Metadata.Labels[EndpointSlicePlan.ServiceNameLabel] : null;

    private async Task DeleteAsync(EndpointSlice slice, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.DeleteAsync<EndpointSlice>(slice.Metadata.Namespace, slice.Metadata.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
    }
}
