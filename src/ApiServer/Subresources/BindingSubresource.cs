using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.ApiServer.Subresources;

/// <summary>pods/binding, and the older bindings: puts a pod on a node, once.</summary>
internal sealed class BindingSubresource(TimeProvider time) : ISubresource
{
    public async Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var binding = (Binding)body;
        var name = call.Name.Length > 0 ? call.Name : binding.Metadata.Name;
        var node = binding.Target.Name;
        if (node.Length == 0)
        {
            var errors = new ApiMachinery.Fields.FieldErrorList();
            errors.Required(ApiMachinery.Fields.FieldPath.Of("target", "name"));
            throw Status.Invalid(new ApiMachinery.GroupKind("", "Binding"), name, errors).ToException();
        }
        var pods = call.Operations.Registry.For<Pod>();
        await call.Operations.Objects.UpdateAsync(call.Context, pods, call.Namespace, name, "binding", current =>
        {
            var old = (Pod)current.Document;
            if (binding.Metadata.Uid.Length > 0 && binding.Metadata.Uid != old.Metadata.Uid)
            {
                throw Status.Conflict(pods.GroupResource, name, $"Precondition failed: UID in precondition: {binding.Metadata.Uid}, UID in object meta: {old.Metadata.Uid}").ToException();
            }
            if (old.Metadata.DeletionTimestamp is not null)
            {
                throw Status.Conflict(new ApiMachinery.GroupResource("", "pods/binding"), name, $"pod {name} is being deleted, cannot be assigned to a host").ToException();
            }
            if (old.Spec.NodeName.Length > 0)
            {
                throw Status.Conflict(new ApiMachinery.GroupResource("", "pods/binding"), name, $"pod {name} is already assigned to node \"{old.Spec.NodeName}\"").ToException();
            }
            var pod = (Pod)old.DeepClone();
            pod.Spec.NodeName = node;
            foreach (var (key, value) in binding.Metadata.Annotations)
            {
                pod.Metadata.Annotations = pod.Metadata.Annotations.With(key, value);
            }
            var scheduled = new PodCondition { Type = "PodScheduled", Status = "True", LastTransitionTime = time.GetUtcNow(), ObservedGeneration = old.Metadata.Generation };
            pod.Status.Conditions = pod.Status.Conditions.Where(static c => c.Type != "PodScheduled").Append(scheduled).ToListOf();
            return pod;
        }, options, true, cancellationToken).ConfigureAwait(false);
        return StatusDocument.Created();
    }
}
