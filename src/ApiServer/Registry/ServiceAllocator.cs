using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiServer.Registry;

/// <summary>
/// Gives Services their cluster addresses and node ports. What is taken is known from the cached Services and from those that are
/// being written.
/// </summary>
internal sealed class ServiceAllocator(ResourceRegistry registry, IPNetwork serviceCidr) : IObjectAllocator
{
    private const int FirstNodePort = 30000;
    private const int LastNodePort = 32767;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly HashSet<int> _ports = [];

    public bool AppliesTo(Endpoint endpoint) => endpoint.Resource is { Plural: "services", Group: "" };

    /// <summary>Takes what the stored Services have. Called once, when the caches are loaded.</summary>
    public void Load()
    {
        var cache = registry.For<Service>().Cache!;
        lock (_lock)
        {
            foreach (var cached in cache.List(cache.Prefix).Span)
            {
                var service = (Service)cached.Document;
                if (IsAddress(service.Spec.ClusterIP))
                {
                    _addresses.Add(service.Spec.ClusterIP);
                }
                foreach (var port in service.Spec.Ports.Where(p => p.NodePort > 0))
                {
                    _ports.Add(port.NodePort);
                }
            }
        }
    }

    public ValueTask<Action?> AllocateAsync(KubernetesObject obj, KubernetesObject? old, bool dryRun, CancellationToken cancellationToken)
    {
        var service = (Service)obj;
        var before = old as Service;
        var errors = new FieldErrorList();
        var taken = new List<Action>();
        lock (_lock)
        {
            AllocateAddress(service, before, errors, taken);
            AllocatePorts(service, before, errors, taken);
        }
        if (errors.Count > 0)
        {
            Undo(taken);
            throw Status.Invalid(new ApiMachinery.GroupKind("", "Service"), service.Metadata.Name, errors).ToException();
        }
        if (dryRun)
        {
            Undo(taken);
            return new((Action?)null);
        }
        return new(taken.Count == 0 ? null : () => Undo(taken));
    }

    private void Undo(List<Action> taken)
    {
        lock (_lock)
        {
            foreach (var undo in taken)
            {
                undo();
            }
            taken.Clear();
        }
    }

    private void AllocateAddress(Service service, Service? before, FieldErrorList errors, List<Action> taken)
    {
        var spec = service.Spec;
        if (spec.Type == "ExternalName")
        {
            if (before is not null && IsAddress(before.Spec.ClusterIP))
            {
                spec.ClusterIP = "";
                spec.ClusterIPs = [];
                _addresses.Remove(before.Spec.ClusterIP);
            }
            return;
        }
        if (before is not null && before.Spec.ClusterIP.Length > 0 && spec.ClusterIP.Length == 0)
        {
            spec.ClusterIP = before.Spec.ClusterIP;
        }
        if (spec.ClusterIP == "None" || (before is not null && before.Spec.ClusterIP == spec.ClusterIP && spec.ClusterIP.Length > 0))
        {
            spec.ClusterIPs = [spec.ClusterIP];
        }
        else if (spec.ClusterIP.Length > 0)
        {
            if (!IPAddress.TryParse(spec.ClusterIP, out var asked) || !serviceCidr.Contains(asked))
            {
                errors.Invalid(FieldPath.Spec.Child("clusterIPs"), new[] { spec.ClusterIP }.ToListOf().ToString(), $"failed to allocate IP {spec.ClusterIP}: the provided network does not match the current range");
                return;
            }
            if (!_addresses.Add(spec.ClusterIP))
            {
                var list = new DocList(ApiMachinery.Schemas.TypeSchema.String);
                list.Add(spec.ClusterIP);
                errors.Invalid(FieldPath.Spec.Child("clusterIPs"), list, $"failed to allocate IP {spec.ClusterIP}: provided IP is already allocated");
                return;
            }
            var address = spec.ClusterIP;
            taken.Add(() => _addresses.Remove(address));
            spec.ClusterIPs = [address];
        }
        else
        {
            var address = NextAddress();
            if (address is null)
            {
                throw Status.InternalError($"failed to allocate a serviceIP: range is full: {serviceCidr}").ToException();
            }
            spec.ClusterIP = address;
            spec.ClusterIPs = [address];
            taken.Add(() => _addresses.Remove(address));
        }
        if (spec.IpFamilies.Count == 0)
        {
            spec.IpFamilies = ["IPv4"];
        }
        spec.IpFamilyPolicy ??= "SingleStack";
    }

    /// <summary>A free address, from the upper part of the range first: the lower one is for those who choose.</summary>
    private string? NextAddress()
    {
        var size = 1L << (32 - serviceCidr.PrefixLength);
        var reserved = Math.Min(Math.Max(16, size / 16), 256);
        var start = BinaryPrimitives.ReadUInt32BigEndian(serviceCidr.BaseAddress.GetAddressBytes());
        foreach (var (from, to) in ((long, long)[])[(reserved, size - 1), (1, reserved)])
        {
            if (to <= from)
            {
                continue;
            }
            var offset = RandomNumberGenerator.GetInt32((int)Math.Min(int.MaxValue, to - from));
            for (long i = 0; i < to - from; i++)
            {
                var candidate = Text(start + (uint)(from + ((offset + i) % (to - from))));
                if (_addresses.Add(candidate))
                {
                    return candidate;
                }
            }
        }
        return null;
    }

    private static string Text(uint address)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes).ToString();
    }

    private void AllocatePorts(Service service, Service? before, FieldErrorList errors, List<Action> taken)
    {
        var wants = service.Spec.Type is "NodePort" || (service.Spec.Type == "LoadBalancer" && service.Spec.AllocateLoadBalancerNodePorts != false);
        var had = before?.Spec.Ports.Where(p => p.NodePort > 0).Select(p => p.NodePort).ToHashSet() ?? [];
        var kept = new HashSet<int>();
        var index = 0;
        foreach (var port in service.Spec.Ports)
        {
            var path = FieldPath.Spec.Child("ports").Index(index++).Child("nodePort");
            if (!wants && service.Spec.Type is "ClusterIP")
            {
                port.NodePort = 0;
                continue;
            }
            if (port.NodePort == 0 && wants)
            {
                port.NodePort = before?.Spec.Ports.FirstOrDefault(p => p.Port == port.Port && p.Protocol == port.Protocol)?.NodePort ?? 0;
            }
            if (port.NodePort > 0)
            {
                if (had.Contains(port.NodePort) || kept.Contains(port.NodePort))
                {
                    kept.Add(port.NodePort);
                }
                else if (port.NodePort is < FirstNodePort or > LastNodePort)
                {
                    errors.Invalid(path, (long)port.NodePort, $"provided port is not in the valid range. The range of valid ports is {FirstNodePort}-{LastNodePort}");
                }
                else if (!_ports.Add(port.NodePort))
                {
                    errors.Invalid(path, (long)port.NodePort, "provided port is already allocated");
                }
                else
                {
                    var given = port.NodePort;
                    kept.Add(given);
                    taken.Add(() => _ports.Remove(given));
                }
            }
            else if (wants)
            {
                var free = NextPort();
                port.NodePort = free;
                kept.Add(free);
                taken.Add(() => _ports.Remove(free));
            }
        }
        foreach (var gone in had.Where(p => !kept.Contains(p)))
        {
            _ports.Remove(gone);
        }
    }

    private int NextPort()
    {
        var count = LastNodePort - FirstNodePort + 1;
        var offset = RandomNumberGenerator.GetInt32(count);
        for (var i = 0; i < count; i++)
        {
            var candidate = FirstNodePort + ((offset + i) % count);
            if (_ports.Add(candidate))
            {
                return candidate;
            }
        }
        throw Status.InternalError("failed to allocate a nodePort: range is full").ToException();
    }

    public void Release(KubernetesObject old)
    {
        var service = (Service)old;
        lock (_lock)
        {
            _addresses.Remove(service.Spec.ClusterIP);
            foreach (var port in service.Spec.Ports)
            {
                _ports.Remove(port.NodePort);
            }
        }
    }

    private static bool IsAddress(string address) => address is not ("" or "None");
}
