using Navarch.Api;
using Navarch.Api.ApiExtensions.V1;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ControllerManager;

/// <summary>The resources whose objects are stored, for controllers that work on objects of any kind.</summary>
internal static class KnownResources
{
    /// <summary>The built-in ones that can be listed and deleted, each in one version.</summary>
    public static IEnumerable<ResourceInfo> Stored(bool? namespaced = null)
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (resource, _) in BuiltInKinds.All.OrderBy(r => Rank(r.Resource.Version)))
        {
            if ((namespaced is null || resource.Namespaced == namespaced) && CanBeEmptied(resource) && IsServed(resource) && seen.Add((resource.Group, resource.Plural)))
            {
                yield return resource;
            }
        }
    }

    /// <summary>The resource of a custom kind, in its stored version; its objects are read as they are.</summary>
    public static ResourceInfo? Of(CustomResourceDefinition definition)
    {
        foreach (var version in definition.Spec.Versions)
        {
            if (version.Storage && version.Served)
            {
                var apiVersion = definition.Spec.Group + "/" + version.Name;
                var kind = definition.Spec.Names.Kind;
                return new ResourceInfo
                {
                    Group = definition.Spec.Group,
                    Version = version.Name,
                    Kind = kind,
                    Plural = definition.Spec.Names.Plural,
                    Singular = definition.Spec.Names.Singular,
                    Namespaced = definition.Spec.Scope == "Namespaced",
                    Verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection"],
                    Schema = new ObjectSchema($"{apiVersion}.{kind}", KubernetesObject.HeadFields(), schema => new CustomResource(schema, apiVersion, kind)) { PreservesUnknownFields = true },
                };
            }
        }
        return null;
    }

    private static bool CanBeEmptied(ResourceInfo resource) => resource.Verbs.Count == 0 || (resource.Verbs.Contains("list") && resource.Verbs.Contains("delete"));

    // Alpha and beta groups are off unless someone turns them on.
    private static bool IsServed(ResourceInfo resource) => Rank(resource.Version) == 0;

    private static int Rank(string version) => version.Contains("alpha", StringComparison.Ordinal) ? 2 : version.Contains("beta", StringComparison.Ordinal) ? 1 : 0;
}
