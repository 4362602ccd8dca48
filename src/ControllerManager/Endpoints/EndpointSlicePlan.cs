using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;
using EndpointPort = Navarch.Api.Discovery.V1.EndpointPort;

namespace Navarch.ControllerManager.Endpoints;

/// <summary>
/// Distributes a Service's endpoints over EndpointSlices so that few slices are written: what stands well stays, gaps are filled,
/// and only then new slices are made. Pure.
/// </summary>
internal static class EndpointSlicePlan
{
    public const string ServiceNameLabel = "kubernetes.io/service-name";
    public const string ManagedByLabel = "endpointslice.kubernetes.io/managed-by";
    public const string ManagedBy = "endpointslice-controller.k8s.io";
    public const string HeadlessLabel = "service.kubernetes.io/headless";

    /// <summary>What to write.</summary>
    internal sealed record Actions(List<EndpointSlice> Create, List<EndpointSlice> Update, List<EndpointSlice> Delete);

    public static Actions Plan(Service service, IReadOnlyList<Pod> pods, IReadOnlyList<EndpointSlice> slices, Func<string, string?> zoneOf)
    {
        var actions = new Actions([], [], []);
        var families = service.Spec.IpFamilies.Count > 0 ? service.Spec.IpFamilies.ToList() : ["IPv4"];
        actions.Delete.AddRange(slices.Where(s => !families.Contains(s.AddressType)));
        foreach (var family in families)
        {
            PlanFamily(service, family, pods, [.. slices.Where(s => s.AddressType == family)], zoneOf, actions);
        }
        return actions;
    }

    private static void PlanFamily(Service service, string family, IReadOnlyList<Pod> pods, List<EndpointSlice> slices, Func<string, string?> zoneOf, Actions actions)
    {
        var desired = new Dictionary<string, (List<EndpointPort> Ports, Dictionary<string, Endpoint> Endpoints)>(StringComparer.Ordinal);
        foreach (var pod in pods)
        {
            if (!EndpointsOfPods.Counts(pod) || !EndpointsOfPods.AddressesOf(pod, family).Any())
            {
                continue;
            }
            var ports = EndpointsOfPods.PortsAt(service, pod).Select(p => new EndpointPort { Name = p.Name, Port = p.Port, Protocol = p.Protocol, AppProtocol = p.AppProtocol }).ToList();
            if (ports.Count == 0 && service.Spec.Ports.Count > 0)
            {
                continue;
            }
            var key = KeyOf(ports);
            if (!desired.TryGetValue(key, out var group))
            {
                desired.Add(key, group = (ports, new(StringComparer.Ordinal)));
            }
            group.Endpoints[pod.Metadata.Uid] = EndpointsOfPods.ToEndpoint(service, pod, family, zoneOf(pod.Spec.NodeName));
        }

        var deleted = new List<EndpointSlice>();
        foreach (var byPorts in slices.GroupBy(s => KeyOf(s.Ports)))
        {
            if (!desired.Remove(byPorts.Key, out var group))
            {
                deleted.AddRange(byPorts);
                continue;
            }
            Distribute(service, family, group.Ports, group.Endpoints, [.. byPorts], actions, deleted);
        }
        foreach (var (ports, endpoints) in desired.Values)
        {
            Distribute(service, family, ports, endpoints, [], actions, deleted);
        }
        var remaining = slices.Count - deleted.Count + actions.Create.Count(s => s.AddressType == family);
        if (remaining == 0)
        {
            // A Service without endpoints has one empty slice, so that readers see that it is known.
            var placeholder = deleted.FirstOrDefault();
            var empty = placeholder is null ? New(service, family) : placeholder.Copy();
            empty.Endpoints = [];
            empty.Ports = [];
            SetLabels(empty, service);
            if (placeholder is null)
            {
                actions.Create.Add(empty);
            }
            else
            {
                deleted.Remove(placeholder);
                if (!DocNode.DeepEquals(empty, placeholder))
                {
                    actions.Update.Add(empty);
                }
            }
        }
        actions.Delete.AddRange(deleted);
    }

    private static void Distribute(Service service, string family, List<EndpointPort> ports, Dictionary<string, Endpoint> desired, List<EndpointSlice> slices, Actions actions, List<EndpointSlice> deleted)
    {
        var kept = new List<(EndpointSlice Slice, List<Endpoint> Endpoints)>();
        foreach (var slice in slices)
        {
            var endpoints = new List<Endpoint>();
            foreach (var endpoint in slice.Endpoints)
            {
                if (endpoint.TargetRef is { } target && desired.Remove(target.Uid, out var wanted))
                {
                    endpoints.Add(wanted);
                }
            }
            kept.Add((slice, endpoints));
        }
        var left = new Queue<Endpoint>(desired.Values);
        // The fullest first: gaps are filled where least changes.
        foreach (var (_, endpoints) in kept.OrderByDescending(k => k.Endpoints.Count))
        {
            while (left.Count > 0 && endpoints.Count < Limits.EndpointsPerSlice)
            {
                endpoints.Add(left.Dequeue());
            }
        }
        foreach (var (slice, endpoints) in kept)
        {
            if (endpoints.Count == 0)
            {
                deleted.Add(slice);
                continue;
            }
            var updated = slice.Copy();
            updated.Endpoints = endpoints.ToListOf();
            SetLabels(updated, service);
            if (!DocNode.DeepEquals(updated, slice))
            {
                actions.Update.Add(updated);
            }
        }
        while (left.Count > 0)
        {
            var slice = New(service, family);
            var endpoints = new List<Endpoint>();
            while (left.Count > 0 && endpoints.Count < Limits.EndpointsPerSlice)
            {
                endpoints.Add(left.Dequeue());
            }
            slice.Endpoints = endpoints.ToListOf();
            slice.Ports = ports.Select(p => p.Copy()).ToListOf();
            actions.Create.Add(slice);
        }
    }

    private static EndpointSlice New(Service service, string family)
    {
        var slice = new EndpointSlice { AddressType = family };
        slice.Metadata.GenerateName = service.Metadata.Name + "-";
        slice.Metadata.Namespace = service.Metadata.Namespace;
        slice.Metadata.OwnerReferences = [service.AsController()];
        SetLabels(slice, service);
        return slice;
    }

    private static void SetLabels(EndpointSlice slice, Service service)
    {
        var labels = service.Metadata.Labels.Without(HeadlessLabel).With(ServiceNameLabel, service.Metadata.Name).With(ManagedByLabel, ManagedBy);
        slice.Metadata.Labels = EndpointsOfPods.IsHeadless(service) ? labels.With(HeadlessLabel, "") : labels;
    }

    private static string KeyOf(IEnumerable<EndpointPort> ports) =>
        string.Join(';', ports.Select(p => $"{p.Name}/{p.Port}/{p.Protocol}/{p.AppProtocol}").Order(StringComparer.Ordinal));
}
