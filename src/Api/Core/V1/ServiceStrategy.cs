using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of Service. Addresses and node ports are given out by the API server's allocators.</summary>
public sealed class ServiceStrategy : ResourceStrategy<Service>
{
    private const int StickySeconds = 10800;

    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var service = (Service)obj;
        var spec = service.Spec;
        if (spec.SessionAffinity.Length == 0)
        {
            spec.SessionAffinity = "None";
        }
        if (spec.SessionAffinity == "None")
        {
            spec.SessionAffinityConfig = null;
        }
        if (spec.SessionAffinity == "ClientIP")
        {
            spec.SessionAffinityConfig ??= new SessionAffinityConfig();
            spec.SessionAffinityConfig.ClientIP ??= new ClientIPConfig();
            spec.SessionAffinityConfig.ClientIP.TimeoutSeconds ??= StickySeconds;
        }
        if (spec.Type.Length == 0)
        {
            spec.Type = "ClusterIP";
        }
        foreach (var port in spec.Ports)
        {
            if (port.Protocol.Length == 0)
            {
                port.Protocol = "TCP";
            }
            if (port.TargetPort is null or { IsString: false, IntValue: 0 } or { IsString: true, StringValue: "" })
            {
                port.TargetPort = port.Port;
            }
        }
        if (spec.ExternalTrafficPolicy.Length == 0 && (spec.Type is "LoadBalancer" or "NodePort" || (spec.Type == "ClusterIP" && spec.ExternalIPs.Count > 0)))
        {
            spec.ExternalTrafficPolicy = "Cluster";
        }
        if (spec.Type is "NodePort" or "LoadBalancer" or "ClusterIP")
        {
            spec.InternalTrafficPolicy ??= "Cluster";
        }
        if (spec.Type == "LoadBalancer")
        {
            spec.AllocateLoadBalancerNodePorts ??= true;
            foreach (var ingress in service.Status.LoadBalancer.Ingress)
            {
                ingress.IpMode ??= ingress.Ip.Length > 0 ? "VIP" : null;
            }
        }
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        base.PrepareForCreate(obj);
        NormalizeClusterIPs(((Service)obj).Spec, null);
    }

    /// <inheritdoc/>
    public override void PrepareForUpdate(KubernetesObject obj, KubernetesObject old)
    {
        base.PrepareForUpdate(obj, old);
        var (after, before) = (((Service)obj).Spec, ((Service)old).Spec);
        NormalizeClusterIPs(after, before);
        DropWhatTheTypeNoLongerHas(after, before);
        KeepAllocated(after, before);
    }

    // clusterIP is the first of clusterIPs; old clients know only the first.
    private static void NormalizeClusterIPs(ServiceSpec after, ServiceSpec? before)
    {
        if (before is not null)
        {
            if (before.ClusterIP.Length > 0 && after.ClusterIP.Length == 0 && SameTexts(after.ClusterIPs, before.ClusterIPs))
            {
                after.ClusterIPs = [];
            }
            if (after.ClusterIP != before.ClusterIP && after.ClusterIP.Length > 0 && SameTexts(after.ClusterIPs, before.ClusterIPs))
            {
                after.ClusterIPs = [after.ClusterIP];
            }
            return;
        }
        if (after.ClusterIP.Length > 0 && after.ClusterIPs.Count == 0)
        {
            after.ClusterIPs = [after.ClusterIP];
        }
        else if (after.ClusterIP.Length == 0 && after.ClusterIPs.Count > 0)
        {
            after.ClusterIP = after.ClusterIPs[0];
        }
    }

    private static void KeepAllocated(ServiceSpec after, ServiceSpec before)
    {
        if (NeedsClusterIP(before) && NeedsClusterIP(after))
        {
            if (after.ClusterIP.Length == 0)
            {
                after.ClusterIP = before.ClusterIP;
            }
            if (after.ClusterIPs.Count == 0 && after.ClusterIP == before.ClusterIP)
            {
                after.ClusterIPs = before.ClusterIPs;
            }
        }
        if (NeedsNodePorts(before) && NeedsNodePorts(after))
        {
            KeepNodePorts(after, before);
        }
        if (NeedsHealthCheckPort(before) && NeedsHealthCheckPort(after) && after.HealthCheckNodePort == 0)
        {
            after.HealthCheckNodePort = before.HealthCheckNodePort;
        }
    }

    private static void KeepNodePorts(ServiceSpec after, ServiceSpec before)
    {
        var used = after.Ports.Where(port => port.NodePort != 0).Select(port => (port.Protocol, port.NodePort)).ToHashSet();
        foreach (var port in after.Ports)
        {
            if (port.NodePort != 0)
            {
                continue;
            }
            foreach (var known in before.Ports)
            {
                if (known.Port == port.Port && known.Protocol == port.Protocol && known.NodePort != 0 && used.Add((known.Protocol, known.NodePort)))
                {
                    port.NodePort = known.NodePort;
                    break;
                }
            }
        }
    }

    private static void DropWhatTheTypeNoLongerHas(ServiceSpec after, ServiceSpec before)
    {
        if (NeedsClusterIP(before) && !NeedsClusterIP(after))
        {
            if (after.ClusterIP == before.ClusterIP && SameTexts(after.ClusterIPs, before.ClusterIPs))
            {
                after.ClusterIP = "";
                after.ClusterIPs = [];
            }
            if (SameTexts(after.IpFamilies, before.IpFamilies))
            {
                after.IpFamilies = [];
            }
            if (after.IpFamilyPolicy == before.IpFamilyPolicy)
            {
                after.IpFamilyPolicy = null;
            }
        }
        if (NeedsNodePorts(before) && !NeedsNodePorts(after) && after.Ports.Select(port => port.NodePort).Order().SequenceEqual(before.Ports.Select(port => port.NodePort).Order()))
        {
            foreach (var port in after.Ports)
            {
                port.NodePort = 0;
            }
        }
        if (NeedsHealthCheckPort(before) && !NeedsHealthCheckPort(after) && after.HealthCheckNodePort == before.HealthCheckNodePort)
        {
            after.HealthCheckNodePort = 0;
        }
        if (before.Type == "LoadBalancer" && after.Type != "LoadBalancer")
        {
            after.LoadBalancerClass = after.LoadBalancerClass == before.LoadBalancerClass ? null : after.LoadBalancerClass;
            after.AllocateLoadBalancerNodePorts = after.AllocateLoadBalancerNodePorts == before.AllocateLoadBalancerNodePorts ? null : after.AllocateLoadBalancerNodePorts;
        }
        if (before.Type is "LoadBalancer" or "NodePort" && after.Type is not ("LoadBalancer" or "NodePort") && after.ExternalIPs.Count == 0 && after.ExternalTrafficPolicy == before.ExternalTrafficPolicy)
        {
            after.ExternalTrafficPolicy = "";
        }
        if (before.Type != "ExternalName" && after.Type == "ExternalName" && after.InternalTrafficPolicy == before.InternalTrafficPolicy)
        {
            after.InternalTrafficPolicy = null;
        }
    }

    private static bool NeedsClusterIP(ServiceSpec spec) => spec.Type is "ClusterIP" or "NodePort" or "LoadBalancer";

    private static bool NeedsNodePorts(ServiceSpec spec) => spec.Type == "NodePort" || (spec.Type == "LoadBalancer" && spec.AllocateLoadBalancerNodePorts != false);

    private static bool NeedsHealthCheckPort(ServiceSpec spec) => spec.Type == "LoadBalancer" && spec.ExternalTrafficPolicy == "Local";

    private static bool SameTexts(ListOf<string> a, ListOf<string> b) => a.SequenceEqual(b);

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("spec.clusterIP", static o => ((Service)o).Spec.ClusterIP),
        new("spec.type", static o => ((Service)o).Spec.Type),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns => ServiceColumns.All;
}
