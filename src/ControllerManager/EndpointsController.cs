using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Endpoints;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps the old Endpoints object of each Service that has a selector, for clients that don't read EndpointSlices. Its name is the
/// Service's; it goes when the Service goes.
/// </summary>
internal sealed class EndpointsController(ControllerContext context) : IReconciler
{
    private const string ManagedByLabel = "endpoints.kubernetes.io/managed-by";
    private readonly SharedInformer<Service> _services = context.Informers.For<Service>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();
    private readonly SharedInformer<Api.Core.V1.Endpoints> _endpoints = context.Informers.For<Api.Core.V1.Endpoints>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<Service>();
        builder.WatchesChanges<Pod>((old, pod) => EndpointsOfPods.Differs(old, pod) ? EndpointSliceController.ServicesOf(_services, old, pod) : []);
        builder.Watches<Api.Core.V1.Endpoints>(e => [new Request(e.Metadata.Namespace, e.Metadata.Name)]);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        var present = _endpoints.Get(request.Namespace, request.Name);
        if (_services.Get(request.Namespace, request.Name) is not { } service)
        {
            // Only ours: others keep Endpoints for leader election or for Services without a selector.
            if (present is not null && present.Metadata.Labels.ContainsKey(ManagedByLabel))
            {
                try
                {
                    await context.Client.DeleteAsync<Api.Core.V1.Endpoints>(request.Namespace, request.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
                }
                catch (ApiException e) when (e.IsNotFound)
                {
                }
            }
            return Result.Done;
        }
        if (service.Spec.Selector.Count == 0 || service.Spec.Type == "ExternalName" || service.IsDeleting())
        {
            return Result.Done;
        }
        var selector = Selector.FromLabels(service.Spec.Selector);
        var pods = _pods.List(request.Namespace).Where(p => selector.Matches(p.Metadata.Labels)).ToList();
        var wanted = present?.Copy() ?? new Api.Core.V1.Endpoints();
        wanted.Metadata.Namespace = request.Namespace;
        wanted.Metadata.Name = request.Name;
        var labels = service.Metadata.Labels.Without(EndpointSlicePlan.HeadlessLabel).With(ManagedByLabel, "endpoint-controller");
        wanted.Metadata.Labels = EndpointsOfPods.IsHeadless(service) ? labels.With(EndpointSlicePlan.HeadlessLabel, "") : labels;
        wanted.Subsets = Subsets(service, pods).ToListOf();
        if (present is not null && DocNode.DeepEquals(wanted, present))
        {
            return Result.Done;
        }
        try
        {
            await (present is null ? context.Client.CreateAsync(wanted, cancellationToken: cancellationToken) : context.Client.UpdateAsync(wanted, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.Status.HasCause("NamespaceTerminating"))
        {
        }
        return Result.Done;
    }

    /// <summary>The pods' addresses, grouped by what the Service's ports are at them.</summary>
    internal static IEnumerable<EndpointSubset> Subsets(Service service, IReadOnlyList<Pod> pods)
    {
        var family = service.Spec.IpFamilies.Count > 0 ? service.Spec.IpFamilies[0] : "IPv4";
        var counted = pods.Where(p => EndpointsOfPods.Counts(p) && EndpointsOfPods.AddressesOf(p, family).Any() && (service.Spec.PublishNotReadyAddresses || !p.IsDeleting()))
            .Select(p => (Pod: p, Address: EndpointsOfPods.AddressesOf(p, family).First(), Ports: EndpointsOfPods.PortsAt(service, p)))
            .Where(p => p.Ports.Count > 0 || service.Spec.Ports.Count == 0)
            .OrderBy(p => p.Address, StringComparer.Ordinal).Take(Limits.EndpointsCapacity);
        foreach (var group in counted.GroupBy(p => string.Join(';', p.Ports)))
        {
            EndpointAddress Address((Pod Pod, string Address, IReadOnlyList<EndpointsOfPods.ResolvedPort>) p) => new()
            {
                Ip = p.Address,
                Hostname = EndpointsOfPods.HostnameIn(service, p.Pod) ?? "",
                NodeName = p.Pod.Spec.NodeName.Length > 0 ? p.Pod.Spec.NodeName : null,
                TargetRef = EndpointsOfPods.TargetRef(p.Pod),
            };
            bool IsReady(Pod pod) => service.Spec.PublishNotReadyAddresses || Workloads.PodStates.IsReady(pod);
            yield return new EndpointSubset
            {
                Addresses = group.Where(p => IsReady(p.Pod)).Select(Address).ToListOf(),
                NotReadyAddresses = group.Where(p => !IsReady(p.Pod)).Select(Address).ToListOf(),
                Ports = group.First().Ports.Select(p => new EndpointPort { Name = p.Name, Port = p.Port, Protocol = p.Protocol, AppProtocol = p.AppProtocol }).ToListOf(),
            };
        }
    }
}
