using Navarch.Api;
using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Workloads;

/// <summary>The pod templates that a StatefulSet or DaemonSet had, kept as ControllerRevisions; `kubectl rollout undo` reads them as a patch.</summary>
internal static class Revisions
{
    public const string HashLabel = "controller.kubernetes.io/hash";
    public const string PodLabel = "controller-revision-hash";

    /// <summary>The template as the patch that would bring it back.</summary>
    public static DocMap DataOf(PodTemplateSpec template)
    {
        var content = UntypedJson.FromDocument(template);
        content["$patch"] = "replace";
        return new DocMap(TypeSchema.Any) { ["spec"] = new DocMap(TypeSchema.Any) { ["template"] = content } };
    }

    /// <summary>The template that a revision keeps.</summary>
    public static PodTemplateSpec TemplateOf(ControllerRevision revision)
    {
        if (MapOf(MapOf(revision.Data)?["spec"])?["template"] is not { } content || MapOf(content)?.DeepClone() is not DocMap template)
        {
            return new PodTemplateSpec();
        }
        template.Remove("$patch");
        return (PodTemplateSpec)UntypedJson.ToDocument(template, PodTemplateSpec.TypeSchema);
    }

    /// <summary>Sees to it that the owner's template has a revision, the newest; the answer is that one and all others.</summary>
    public static async Task<(ControllerRevision Newest, List<ControllerRevision> All)> SyncAsync(
        IApiClient client, SharedInformer<ControllerRevision> informer, KubernetesObject owner, PodTemplateSpec template, int? collisionCount, CancellationToken cancellationToken)
    {
        var all = informer.OwnedBy(owner).OrderBy(r => r.Revision).ThenBy(r => r.Metadata.CreationTimestamp).ThenBy(r => r.Metadata.Name, StringComparer.Ordinal).ToList();
        var data = DataOf(template);
        var equal = all.LastOrDefault(r => DocNode.DeepEquals(r.Data, data));
        var next = all.Count == 0 ? 1 : all[^1].Revision + 1;
        if (equal is not null)
        {
            if (!ReferenceEquals(equal, all[^1]))
            {
                // A rollback: the old revision is the newest again.
                var moved = equal.Copy();
                moved.Revision = next;
                all.Remove(equal);
                equal = await client.UpdateAsync(moved, cancellationToken: cancellationToken).ConfigureAwait(false);
                all.Add(equal);
            }
            return (equal, all);
        }
        for (var collisions = collisionCount ?? 0; ; collisions++)
        {
            var hash = TemplateHash.Of(template, collisions);
            var made = new ControllerRevision { Revision = next, Data = (DocMap)data.DeepClone() };
            made.Metadata.Name = owner.Metadata.Name + "-" + hash;
            made.Metadata.Namespace = owner.Metadata.Namespace;
            made.Metadata.Labels = template.Metadata.Labels.With(HashLabel, hash);
            made.Metadata.Annotations = owner.Metadata.Annotations;
            made.Metadata.OwnerReferences = [owner.AsController()];
            var name = made.Metadata.Name;
            try
            {
                made = await client.CreateAsync(made, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsAlreadyExists)
            {
                var present = await client.GetAsync<ControllerRevision>(owner.Metadata.Namespace, name, cancellationToken).ConfigureAwait(false);
                if (!present.IsControlledBy(owner) || !DocNode.DeepEquals(present.Data, data))
                {
                    continue;
                }
                made = present;
            }
            all.Add(made);
            return (made, all);
        }
    }

    /// <summary>Deletes the oldest revisions that nothing uses, beyond the limit.</summary>
    public static async Task TruncateAsync(IApiClient client, IReadOnlyList<ControllerRevision> all, Func<ControllerRevision, bool> used, int limit, CancellationToken cancellationToken)
    {
        var unused = all.Where(r => !used(r)).ToList();
        foreach (var revision in unused.Take(Math.Max(0, unused.Count - limit)))
        {
            try
            {
                await client.DeleteAsync<ControllerRevision>(revision.Metadata.Namespace, revision.Metadata.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
            }
        }
    }

    private static DocMap? MapOf(object? value) => value switch { DocMap map => map, DocObject obj => obj.ToMap(), _ => null };
}
