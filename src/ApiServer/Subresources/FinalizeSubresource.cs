using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client;

namespace Navarch.ApiServer.Subresources;

/// <summary>namespaces/finalize: the one way to change a namespace's spec.finalizers; the namespace goes when the last one is gone.</summary>
internal sealed class FinalizeSubresource : ISubresource
{
    public async Task<DocObject> UpdateAsync(SubresourceCall call, Func<DocObject, DocObject> change, WriteOptions options, CancellationToken cancellationToken)
    {
        var updated = await call.Operations.Objects.UpdateAsync(call.Context, call.Endpoint, "", call.Name, "finalize", current =>
        {
            var wanted = (Namespace)change(current.Document);
            var changed = (Namespace)current.Document.DeepClone();
            changed.Spec.Finalizers = wanted.Spec.Finalizers.ToListOf();
            changed.Metadata.ResourceVersion = wanted.Metadata.ResourceVersion;
            return changed;
        }, options, true, cancellationToken).ConfigureAwait(false);
        return updated.Document;
    }
}
