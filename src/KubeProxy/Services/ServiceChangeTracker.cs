using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;

namespace Navarch.KubeProxy.Services;

/// <summary>A service that changed, with all that stands behind it now; no service means that it's gone.</summary>
public sealed record ServiceChange(string Key, Service? Service, IReadOnlyCollection<EndpointSlice> Slices);

/// <summary>
/// Services and slices as the informers tell them, and which services changed since the last <see cref="Drain"/>. Safe for
/// concurrent use. Holds the informers' own objects, which are frozen and shared.
/// </summary>
public sealed class ServiceChangeTracker
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Service> _services = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, EndpointSlice>> _slices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _dirty = new(StringComparer.Ordinal);

    public void Put(Service service)
    {
        var key = $"{service.Metadata.Namespace}/{service.Metadata.Name}";
        lock (_lock)
        {
            _services[key] = service;
            _dirty.Add(key);
        }
    }

    public void Remove(Service service)
    {
        var key = $"{service.Metadata.Namespace}/{service.Metadata.Name}";
        lock (_lock)
        {
            _services.Remove(key);
            _dirty.Add(key);
        }
    }

    public void Put(EndpointSlice slice)
    {
        if (ServiceKey(slice) is not { } key)
        {
            return;
        }
        lock (_lock)
        {
            if (!_slices.TryGetValue(key, out var slices))
            {
                _slices[key] = slices = new Dictionary<string, EndpointSlice>(StringComparer.Ordinal);
            }
            slices[slice.Metadata.Name] = slice;
            _dirty.Add(key);
        }
    }

    public void Remove(EndpointSlice slice)
    {
        if (ServiceKey(slice) is not { } key)
        {
            return;
        }
        lock (_lock)
        {
            if (_slices.TryGetValue(key, out var slices) && slices.Remove(slice.Metadata.Name))
            {
                if (slices.Count == 0)
                {
                    _slices.Remove(key);
                }
                _dirty.Add(key);
            }
        }
    }

    /// <summary>Everything counts as changed: the node's own view has.</summary>
    public void MarkAll()
    {
        lock (_lock)
        {
            _dirty.UnionWith(_services.Keys);
        }
    }

    /// <summary>What was drained and couldn't be planned counts as changed again.</summary>
    public void Mark(IReadOnlyList<ServiceChange> changes)
    {
        lock (_lock)
        {
            _dirty.UnionWith(changes.Select(change => change.Key));
        }
    }

    public IReadOnlyList<ServiceChange> Drain()
    {
        lock (_lock)
        {
            var changes = new List<ServiceChange>(_dirty.Count);
            foreach (var key in _dirty)
            {
                changes.Add(new ServiceChange(key, _services.GetValueOrDefault(key), _slices.TryGetValue(key, out var slices) ? [.. slices.Values] : []));
            }
            _dirty.Clear();
            return changes;
        }
    }

    private static string? ServiceKey(EndpointSlice slice) =>
        slice.Metadata.Labels.TryGetValue(ServiceViews.ServiceNameLabel, out var name) ? $"{slice.Metadata.Namespace}/{name}" : null;
}
