using System.Security.Cryptography;
using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Registry;

namespace Navarch.ApiServer.Discovery;

/// <summary>What the API says of itself: groups, versions and resources, in the legacy and the aggregated form.</summary>
internal static class DiscoveryDocuments
{
    // Upstream's order of groups, which clients prefer from the top.
    private static readonly string[] GroupOrder =
    [
        "apiregistration.k8s.io", "apps", "events.k8s.io", "authentication.k8s.io", "authorization.k8s.io", "autoscaling", "batch", "certificates.k8s.io",
        "networking.k8s.io", "policy", "rbac.authorization.k8s.io", "storage.k8s.io", "admissionregistration.k8s.io", "apiextensions.k8s.io",
        "scheduling.k8s.io", "coordination.k8s.io", "node.k8s.io", "discovery.k8s.io", "resource.k8s.io", "flowcontrol.apiserver.k8s.io",
        "internal.apiserver.k8s.io", "storagemigration.k8s.io",
    ];

    private static readonly string[] VersionOrder = ["v2", "v1", "v1beta2", "v1beta1", "v1alpha3", "v1alpha2", "v1alpha1"];

    /// <summary>Groups and their versions in order; the core group is "".</summary>
    public static IEnumerable<(string Group, IReadOnlyList<string> Versions)> Groups(ResourceRegistry registry) => registry.All
        .GroupBy(e => e.Resource.Group)
        .OrderBy(g => Array.IndexOf(GroupOrder, g.Key) is >= 0 and var i ? i : int.MaxValue).ThenBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => (g.Key, (IReadOnlyList<string>)[.. g.Select(e => e.Resource.Version).Distinct().OrderBy(v => Array.IndexOf(VersionOrder, v))]));

    public static DocMap ApiVersions(string host)
    {
        var map = Kind("APIVersions", null);
        map["versions"] = List("v1");
        var address = Map();
        address["clientCIDR"] = "0.0.0.0/0";
        address["serverAddress"] = host;
        map["serverAddressByClientCIDRs"] = List(address);
        return map;
    }

    public static DocMap GroupList(ResourceRegistry registry)
    {
        var map = Kind("APIGroupList", "v1");
        var groups = new DocList(TypeSchema.Any);
        foreach (var (group, versions) in Groups(registry).Where(g => g.Group.Length > 0))
        {
            groups.Add(GroupBody(Map(), group, versions));
        }
        map["groups"] = groups;
        return map;
    }

    public static DocMap? Group(ResourceRegistry registry, string group)
    {
        var (name, versions) = Groups(registry).FirstOrDefault(g => g.Group == group);
        return name is null or "" ? null : GroupBody(Kind("APIGroup", "v1"), name, versions);
    }

    private static DocMap GroupBody(DocMap map, string group, IReadOnlyList<string> versions)
    {
        map["name"] = group;
        var list = new DocList(TypeSchema.Any);
        foreach (var version in versions)
        {
            list.Add(Version(group, version));
        }
        map["versions"] = list;
        map["preferredVersion"] = Version(group, versions[0]);
        return map;
    }

    private static DocMap Version(string group, string version)
    {
        var map = Map();
        map["groupVersion"] = $"{group}/{version}";
        map["version"] = version;
        return map;
    }

    public static DocMap? ResourceList(ResourceRegistry registry, string group, string version)
    {
        var endpoints = Of(registry, group, version);
        if (endpoints.Count == 0)
        {
            return null;
        }
        var map = Kind("APIResourceList", group.Length == 0 ? null : "v1");
        map["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}";
        var resources = new DocList(TypeSchema.Any);
        foreach (var endpoint in endpoints)
        {
            var r = endpoint.Resource;
            var item = Map();
            item["name"] = r.Plural;
            item["singularName"] = r.Singular;
            item["namespaced"] = r.Namespaced;
            item["kind"] = r.Kind;
            item["verbs"] = Strings(r.Verbs);
            Optional(item, "shortNames", r.ShortNames);
            Optional(item, "categories", r.Categories);
            if (endpoint.Cache is not null)
            {
                item["storageVersionHash"] = StorageVersionHash(r);
            }
            resources.Add(item);
            foreach (var s in r.Subresources.OrderBy(s => s.Name, StringComparer.Ordinal))
            {
                var sub = Map();
                sub["name"] = r.Plural + "/" + s.Name;
                sub["singularName"] = "";
                sub["namespaced"] = r.Namespaced;
                if (s.Group != r.Group || s.Version != r.Version)
                {
                    sub["group"] = s.Group;
                    sub["version"] = s.Version;
                }
                sub["kind"] = s.Kind;
                sub["verbs"] = Strings(s.Verbs);
                resources.Add(sub);
            }
        }
        map["resources"] = resources;
        return map;
    }

    private static List<Endpoint> Of(ResourceRegistry registry, string group, string version) =>
        [.. registry.All.Where(e => e.Resource.Group == group && e.Resource.Version == version).OrderBy(e => e.Resource.Plural, StringComparer.Ordinal)];

    /// <summary>APIGroupDiscoveryList: everything in one answer. <paramref name="core"/> selects /api or /apis.</summary>
    public static DocMap Aggregated(ResourceRegistry registry, bool core)
    {
        var map = Kind("APIGroupDiscoveryList", "apidiscovery.k8s.io/v2");
        map["metadata"] = Map();
        var items = new DocList(TypeSchema.Any);
        foreach (var (group, versions) in Groups(registry).Where(g => g.Group.Length == 0 == core))
        {
            var item = Map();
            var metadata = Map();
            metadata["creationTimestamp"] = null;
            if (group.Length > 0)
            {
                metadata["name"] = group;
            }
            item["metadata"] = metadata;
            var list = new DocList(TypeSchema.Any);
            foreach (var version in versions)
            {
                list.Add(AggregatedVersion(registry, group, version));
            }
            item["versions"] = list;
            items.Add(item);
        }
        map["items"] = items;
        return map;
    }

    private static DocMap AggregatedVersion(ResourceRegistry registry, string group, string version)
    {
        var map = Map();
        map["version"] = version;
        map["freshness"] = "Current";
        var resources = new DocList(TypeSchema.Any);
        foreach (var endpoint in Of(registry, group, version))
        {
            var r = endpoint.Resource;
            var item = Map();
            item["resource"] = r.Plural;
            item["responseKind"] = ResponseKind("", "", r.Kind);
            item["scope"] = r.Namespaced ? "Namespaced" : "Cluster";
            item["singularResource"] = r.Singular;
            item["verbs"] = Strings(r.Verbs);
            Optional(item, "shortNames", r.ShortNames);
            Optional(item, "categories", r.Categories);
            if (r.Subresources.Count > 0)
            {
                var subresources = new DocList(TypeSchema.Any);
                foreach (var s in r.Subresources.OrderBy(s => s.Name, StringComparer.Ordinal))
                {
                    var sub = Map();
                    sub["subresource"] = s.Name;
                    sub["responseKind"] = s.Group == r.Group && s.Version == r.Version ? ResponseKind("", "", s.Kind) : ResponseKind(s.Group, s.Version, s.Kind);
                    sub["verbs"] = Strings(s.Verbs);
                    subresources.Add(sub);
                }
                item["subresources"] = subresources;
            }
            resources.Add(item);
        }
        map["resources"] = resources;
        return map;
    }

    private static DocMap ResponseKind(string group, string version, string kind)
    {
        var map = Map();
        map["group"] = group;
        map["version"] = version;
        map["kind"] = kind;
        return map;
    }

    /// <summary>A short hash of what is stored, for clients that migrate storage.</summary>
    private static string StorageVersionHash(ResourceInfo resource) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes($"{resource.Group}/{resource.Version}/{resource.Kind}")).AsSpan(0, 8));

    private static DocMap Map() => new(TypeSchema.Any);

    private static DocMap Kind(string kind, string? apiVersion)
    {
        var map = Map();
        map["kind"] = kind;
        if (apiVersion is not null)
        {
            map["apiVersion"] = apiVersion;
        }
        return map;
    }

    private static DocList List(params object[] items)
    {
        var list = new DocList(TypeSchema.Any, items.Length);
        foreach (var item in items)
        {
            list.Add(item);
        }
        return list;
    }

    private static DocList Strings(IEnumerable<string> items) => List([.. items]);

    private static void Optional(DocMap map, string name, IReadOnlyList<string> items)
    {
        if (items.Count > 0)
        {
            map[name] = Strings(items);
        }
    }
}
