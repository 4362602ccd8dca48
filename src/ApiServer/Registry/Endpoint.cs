using Navarch.Api;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.WatchCache;

namespace Navarch.ApiServer.Registry;

/// <summary>A resource that is served: what it is, its rules and its cache.</summary>
public sealed class Endpoint
{
    /// <summary>A served resource.</summary>
    public Endpoint(ResourceInfo resource, ResourceStrategy strategy, ResourceCache? cache)
    {
        Resource = resource;
        Strategy = strategy;
        Cache = cache;
        GroupResource = new GroupResource(resource.Group, resource.Plural);
        GroupKind = new GroupKind(resource.Group, resource.Kind);
    }

    /// <summary>What it is.</summary>
    public ResourceInfo Resource { get; }

    /// <summary>Its rules.</summary>
    public ResourceStrategy Strategy { get; }

    /// <summary>Its objects; null for resources that are only asked, such as reviews.</summary>
    public ResourceCache? Cache { get; }

    /// <summary>The name in messages.</summary>
    public GroupResource GroupResource { get; }

    /// <summary>The kind in messages.</summary>
    public GroupKind GroupKind { get; }

    /// <summary>True when the subresource exists.</summary>
    public SubresourceInfo? Subresource(string name)
    {
        foreach (var subresource in Resource.Subresources)
        {
            if (subresource.Name == name)
            {
                return subresource;
            }
        }
        return null;
    }
}
