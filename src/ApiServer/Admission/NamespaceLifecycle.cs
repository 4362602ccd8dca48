using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Registry;

namespace Navarch.ApiServer.Admission;

/// <summary>Objects are created only in namespaces that exist and are not being deleted; the first namespaces can't be deleted.</summary>
internal sealed class NamespaceLifecycle(ResourceRegistry registry) : AdmissionPlugin
{
    public override string Name => "NamespaceLifecycle";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        var resource = attributes.Endpoint.Resource;
        if (resource.Kind == "Namespace" && resource.Group.Length == 0)
        {
            return attributes.Operation == Operation.Delete && attributes.Name is "default" or "kube-system" or "kube-public"
                ? throw Status.Forbidden(attributes.Endpoint.GroupResource, attributes.Name, "this namespace may not be deleted").ToException()
                : ValueTask.CompletedTask;
        }
        if (attributes.Operation != Operation.Create || attributes.Namespace.Length == 0 || resource.Kind.EndsWith("AccessReview", StringComparison.Ordinal))
        {
            return ValueTask.CompletedTask;
        }
        var cache = registry.For<Namespace>().Cache!;
        if (cache.Get(cache.KeyOf(null, attributes.Namespace))?.Document is not Namespace ns)
        {
            throw Status.NotFound(new ApiMachinery.GroupResource("", "namespaces"), attributes.Namespace).ToException();
        }
        if (ns.Metadata.DeletionTimestamp is not null)
        {
            throw Status.Forbidden(attributes.Endpoint.GroupResource, attributes.Name,
                $"unable to create new content in namespace {attributes.Namespace} because it is being terminated",
                new StatusCause(CauseReason.NamespaceTerminating, $"namespace {attributes.Namespace} is being terminated", "metadata.namespace")).ToException();
        }
        return ValueTask.CompletedTask;
    }
}
