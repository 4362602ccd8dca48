using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Zones;

/// <summary>
/// The services and namespaces of the cluster, by name and by address. One writer at a time (the informers' handlers); any
/// number of readers, without locks. <see cref="Synced"/> is false until the first lists are in: before that the absence of a
/// name means nothing.
/// </summary>
public sealed class ServiceIndex
{
    private readonly ConcurrentDictionary<(string Namespace, string Name), ServiceEntry> _services = new();
    private readonly ConcurrentDictionary<string, bool> _namespaces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<IPAddress, ImmutableSortedSet<string>> _names = new();
    private readonly Lock _writing = new();
    private volatile bool _synced;

    public bool Synced
    {
        get => _synced;
        set => _synced = value;
    }

    public ServiceEntry? Find(string ns, string name) => _services.GetValueOrDefault((ns, name));

    /// <summary>Whether the namespace is there; a service in it is proof enough while its own event is on the way.</summary>
    public bool HasNamespace(string ns) => _namespaces.ContainsKey(ns);

    /// <summary>The names of an address, relative to the cluster's domain: "web.default.svc".</summary>
    public IReadOnlyCollection<string> NamesOf(IPAddress address) => _names.GetValueOrDefault(address, ImmutableSortedSet<string>.Empty);

    public void SetNamespace(string ns) => _namespaces[ns] = true;

    public void RemoveNamespace(string ns) => _namespaces.TryRemove(ns, out _);

    public void Set(ServiceEntry service)
    {
        lock (_writing)
        {
            _namespaces.TryAdd(service.Namespace, true);
            var key = (service.Namespace, service.Name);
            var before = _services.GetValueOrDefault(key);
            _services[key] = service;
            Rename(before, service);
        }
    }

    public void Remove(string ns, string name)
    {
        lock (_writing)
        {
            if (_services.TryRemove((ns, name), out var before))
            {
                Rename(before, null);
            }
        }
    }

    private void Rename(ServiceEntry? before, ServiceEntry? after)
    {
        var old = Addresses(before).ToHashSet();
        var next = Addresses(after).ToHashSet();
        foreach (var (address, name) in old.Except(next))
        {
            var left = _names[address].Remove(name);
            if (left.IsEmpty)
            {
                _names.TryRemove(address, out _);
            }
            else
            {
                _names[address] = left;
            }
        }
        foreach (var (address, name) in next.Except(old))
        {
            _names[address] = _names.GetValueOrDefault(address, ImmutableSortedSet.Create<string>(StringComparer.Ordinal)).Add(name);
        }
    }

    private static IEnumerable<(IPAddress Address, string Name)> Addresses(ServiceEntry? service)
    {
        if (service is null)
        {
            yield break;
        }
        var name = $"{service.Name}.{service.Namespace}.svc";
        foreach (var address in service.ClusterIPs)
        {
            yield return (address, name);
        }
        foreach (var endpoint in service.Endpoints)
        {
            yield return (endpoint.Address, $"{endpoint.Hostname}.{name}");
        }
    }
}
