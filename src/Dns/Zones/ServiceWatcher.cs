using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Client.Informers;

namespace Navarch.Dns.Zones;

/// <summary>
/// Keeps the index as the informers tell. Each change of a Service or of one of its slices reads the service anew, under one
/// lock, so that the last one to write has seen the newest of both.
/// </summary>
internal sealed class ServiceWatcher
{
    private const string ByService = "dns.service";

    private readonly ServiceIndex _index;
    private readonly SharedInformer<Service> _services;
    private readonly SharedInformer<EndpointSlice> _slices;
    private readonly SharedInformer<Namespace> _namespaces;
    private readonly Lock _lock = new();

    public ServiceWatcher(ServiceIndex index, InformerFactory informers)
    {
        _index = index;
        _services = informers.For<Service>();
        _slices = informers.For<EndpointSlice>();
        _namespaces = informers.For<Namespace>();
    }

    /// <summary>Follows the API from now on; completes when the first lists are in the index.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        _slices.AddIndex(ByService, slice => NameOf(slice) is { } name ? [Key(slice.Metadata.Namespace, name)] : []);
        _namespaces.AddHandler(ns => _index.SetNamespace(ns.Metadata.Name), null, ns => _index.RemoveNamespace(ns.Metadata.Name));
        _services.AddHandler(service => Refresh(service.Metadata.Namespace, service.Metadata.Name));
        _slices.AddHandler(Refresh, (old, slice) =>
        {
            if (NameOf(old) != NameOf(slice))
            {
                Refresh(old);
            }
            Refresh(slice);
        }, Refresh);
        await _namespaces.WaitForSyncAsync(ct);
        await _services.WaitForSyncAsync(ct);
        await _slices.WaitForSyncAsync(ct);
        _index.Synced = true;
    }

    private void Refresh(EndpointSlice slice)
    {
        if (NameOf(slice) is { } name && _services.Get(slice.Metadata.Namespace, name)?.Spec.ClusterIP == "None")
        {
            Refresh(slice.Metadata.Namespace, name);
        }
    }

    private void Refresh(string ns, string name)
    {
        lock (_lock)
        {
            if (_services.Get(ns, name) is { } service)
            {
                _index.Set(ServiceReader.Of(service, service.Spec.ClusterIP == "None" ? _slices.ByIndex(ByService, Key(ns, name)) : []));
            }
            else
            {
                _index.Remove(ns, name);
            }
        }
    }

    private static string? NameOf(EndpointSlice slice) =>
        slice.Metadata.Labels.TryGetValue(ServiceReader.ServiceNameLabel, out var name) ? name : null;

    private static string Key(string ns, string name) => $"{ns}/{name}";
}
