using System.Collections.Concurrent;
using Navarch.Api;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.ManagedFields;
using Navarch.ApiServer.Requests;
using Navarch.Client;

namespace Navarch.ApiServer.Registry;

/// <summary>Keeps metadata.managedFields: who set which field last. One manager for each resource and subresource.</summary>
internal static class FieldManagement
{
    private static readonly ConcurrentDictionary<(Endpoint Endpoint, string Subresource), FieldManager> Managers = new();

    /// <summary>The manager of a resource or one of its subresources.</summary>
    public static FieldManager For(Endpoint endpoint, string subresource) => Managers.GetOrAdd((endpoint, subresource), static key =>
    {
        var resource = key.Endpoint.Resource;
        var hasStatus = key.Endpoint.Subresource("status") is not null;
        // What a write through one path resets, it never owns.
        var reset = key.Subresource switch
        {
            "" when hasStatus => FieldSet.Of(["status"]),
            "status" => FieldSet.Of(["spec"]),
            _ => FieldSet.Empty,
        };
        return new FieldManager(resource.Schema, new GroupVersionKind(resource.Group, resource.Version, resource.Kind), key.Subresource, reset);
    });

    /// <summary>Records the writer of every field that a write changed.</summary>
    public static void Track(Endpoint endpoint, KubernetesObject obj, KubernetesObject? old, RequestContext context, WriteOptions options, TimeProvider time, string subresource = "")
    {
        var manager = FieldManager.ManagerOrUserAgent(options.FieldManager, context.UserAgent);
        For(endpoint, subresource).Update(old, obj, manager, time.GetUtcNow());
        if (old is not null)
        {
            FieldManager.KeepTimesIfUnchanged(old, obj);
        }
    }

    /// <summary>Merges an applied configuration into an object; null makes a new one.</summary>
    public static KubernetesObject Apply(Endpoint endpoint, KubernetesObject? live, DocMap configuration, WriteOptions options, TimeProvider time, string subresource) =>
        (KubernetesObject)For(endpoint, subresource).Apply(live, configuration, options.FieldManager, options.Force, time.GetUtcNow());
}
