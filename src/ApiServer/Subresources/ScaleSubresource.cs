using Navarch.Api;
using Navarch.Api.Autoscaling.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;

namespace Navarch.ApiServer.Subresources;

/// <summary>scale: the replicas of a workload, whatever its kind.</summary>
internal sealed class ScaleSubresource : ISubresource
{
    public async Task<DocObject> GetAsync(SubresourceCall call, CancellationToken cancellationToken) =>
        ToScale((await call.Operations.Objects.GetAsync(call.Endpoint, call.Namespace, call.Name, cancellationToken).ConfigureAwait(false)).Document);

    public async Task<DocObject> UpdateAsync(SubresourceCall call, Func<DocObject, DocObject> change, WriteOptions options, CancellationToken cancellationToken)
    {
        var updated = await call.Operations.Objects.UpdateAsync(call.Context, call.Endpoint, call.Namespace, call.Name, "scale", current =>
        {
            var scale = (Scale)change(ToScale(current.Document));
            var changed = (KubernetesObject)current.Document.DeepClone();
            var replicas = scale.Spec.Replicas ?? 0;
            if (replicas < 0)
            {
                var errors = new ApiMachinery.Fields.FieldErrorList();
                errors.Invalid(ApiMachinery.Fields.FieldPath.Spec.Child("replicas"), (long)replicas, "must be greater than or equal to 0");
                throw ApiMachinery.Errors.Status.Invalid(new ApiMachinery.GroupKind("autoscaling", "Scale"), call.Name, errors).ToException();
            }
            ((DocObject)changed["spec"]!)["replicas"] = Scalars.Box(replicas);
            changed.Metadata.ResourceVersion = scale.Metadata.ResourceVersion;
            return changed;
        }, options, true, cancellationToken).ConfigureAwait(false);
        return ToScale(updated.Document);
    }

    private static Scale ToScale(KubernetesObject obj)
    {
        var scale = new Scale();
        scale.Metadata.Name = obj.Metadata.Name;
        scale.Metadata.Namespace = obj.Metadata.Namespace;
        scale.Metadata.Uid = obj.Metadata.Uid;
        scale.Metadata.ResourceVersion = obj.Metadata.ResourceVersion;
        scale.Metadata.CreationTimestamp = obj.Metadata.CreationTimestamp;
        var spec = (DocObject?)obj["spec"];
        scale.Spec.Replicas = spec?["replicas"] is long replicas && replicas != 0 ? (int)replicas : null;
        scale.Status.Replicas = (obj["status"] as DocObject)?["replicas"] is long present ? (int)present : 0;
        scale.Status.Selector = spec?["selector"] switch
        {
            LabelSelector selector => Selector.FromDocument(selector).ToString(),
            DocMap labels => Selector.FromLabels(labels).ToString(),
            _ => "",
        };
        return scale;
    }
}
