using System.Collections.Concurrent;
using Navarch.Api;
using Navarch.ApiServer.WatchCache;

namespace Navarch.ApiServer.Registry;

/// <summary>Every resource that is served, by group, version and name.</summary>
public sealed class ResourceRegistry
{
    private readonly ConcurrentDictionary<(string Group, string Version, string Plural), Endpoint> _endpoints = new();

    // Alpha and beta versions are off, as upstream's are by default. events.k8s.io/v1 and autoscaling/v1 show what another version
    // stores, and no conversion exists for them yet.
    private static bool IsServed(string group, string version) => (group, version) switch
    {
        ("events.k8s.io", _) => false,
        ("autoscaling", _) => version == "v2",
        _ => version == "v1",
    };

    /// <summary>Every served resource.</summary>
    public IEnumerable<Endpoint> All => _endpoints.Values;

    /// <summary>Adds the built-in resources.</summary>
    public async Task AddBuiltInsAsync(CacheFeed feed, CancellationToken cancellationToken)
    {
        foreach (var (resource, strategy) in BuiltInKinds.All)
        {
            if (IsServed(resource.Group, resource.Version))
            {
                var stored = resource.Verbs.Contains("get") && resource.Plural != "componentstatuses";
                Add(new Endpoint(resource, strategy, stored ? await feed.AddAsync(resource, cancellationToken).ConfigureAwait(false) : null));
            }
        }
    }

    /// <summary>Adds a resource, or replaces it.</summary>
    public void Add(Endpoint endpoint) => _endpoints[(endpoint.Resource.Group, endpoint.Resource.Version, endpoint.Resource.Plural)] = endpoint;

    /// <summary>A served resource; null when there is none.</summary>
    public Endpoint? Find(string group, string version, string plural) => _endpoints.GetValueOrDefault((group, version, plural));

    /// <summary>The endpoint of a built-in kind.</summary>
    public Endpoint For<T>() where T : KubernetesObject, IKind<T> => _endpoints[(T.Resource.Group, T.Resource.Version, T.Resource.Plural)];
}
