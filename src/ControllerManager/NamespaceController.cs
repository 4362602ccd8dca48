using Navarch.Api;
using Navarch.Api.ApiExtensions.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Empties a namespace that is being deleted and then lets it go: all objects of all resources are deleted, and when none is left the
/// finalizer "kubernetes" is taken away through the subresource finalize. Conditions say what it waits for.
/// </summary>
internal sealed class NamespaceController(ControllerContext context) : IReconciler
{
    private const string Finalizer = "kubernetes";
    private readonly SharedInformer<Namespace> _namespaces = context.Informers.For<Namespace>();

    /// <summary>What is left of one resource.</summary>
    internal sealed record Remains(ResourceInfo Resource, int Count, IReadOnlyList<string> Finalizers);

    public void Configure(ControllerBuilder builder)
    {
        builder.Concurrency = 10;
        builder.For<Namespace>(ns => ns.IsDeleting());
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_namespaces.Get(null, request.Name) is not { } ns || !ns.IsDeleting() || !ns.Spec.Finalizers.Contains(Finalizer))
        {
            return Result.Done;
        }
        var remains = new List<Remains>();
        var errors = new List<string>();
        foreach (var resource in await ResourcesAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await EmptyAsync(resource, request.Name, cancellationToken).ConfigureAwait(false) is { Count: > 0 } left)
                {
                    remains.Add(left);
                }
            }
            catch (ApiException e) when (e.Status.IsMethodNotSupported || e.IsNotFound)
            {
                // A resource that this server doesn't serve.
            }
            catch (ApiException e)
            {
                errors.Add(e.Message);
            }
        }
        if (remains.Count > 0 || errors.Count > 0)
        {
            await WriteConditionsAsync(ns, remains, errors, cancellationToken).ConfigureAwait(false);
            return Result.After(Limits.NamespaceRecheck);
        }
        var empty = ns.Copy();
        empty.Spec.Finalizers = empty.Spec.Finalizers.Where(f => f != Finalizer).ToListOf();
        try
        {
            await context.Client.UpdateAsync(Namespace.Resource, null, request.Name, empty, "finalize", cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
        return Result.Done;
    }

    /// <summary>The conditions that tell what a deletion waits for.</summary>
    internal static IReadOnlyList<(string Type, bool Value, string Reason, string Message)> Conditions(IReadOnlyList<Remains> remains, IReadOnlyList<string> errors)
    {
        var finalizers = remains.SelectMany(r => r.Finalizers).GroupBy(f => f).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key} in {g.Count()} resource instances").ToList();
        return
        [
            ("NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"),
            ("NamespaceDeletionGroupVersionParsingFailure", false, "ParsedGroupVersions", "All legacy kube types successfully parsed"),
            errors.Count > 0
                ? ("NamespaceDeletionContentFailure", true, "ContentDeletionFailed", "Failed to delete all resource types, " + errors.Count + " remaining: " + string.Join(", ", errors))
                : ("NamespaceDeletionContentFailure", false, "ContentDeleted", "All content successfully deleted, may be waiting on finalization"),
            remains.Count > 0
                ? ("NamespaceContentRemaining", true, "SomeResourcesRemain", "Some resources are remaining: " + string.Join(", ", remains.Select(r => $"{(r.Resource.Group.Length == 0 ? r.Resource.Plural + "." : r.Resource.GroupResource)} has {r.Count} resource instances")))
                : ("NamespaceContentRemaining", false, "ContentRemoved", "All content successfully removed"),
            finalizers.Count > 0
                ? ("NamespaceFinalizersRemaining", true, "SomeFinalizersRemain", "Some content in the namespace has finalizers remaining: " + string.Join(", ", finalizers))
                : ("NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished"),
        ];
    }

    private async Task<Remains?> EmptyAsync(ResourceInfo resource, string ns, CancellationToken cancellationToken)
    {
        var list = await context.Client.ListAsync(resource, ns, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (list.Items.Count == 0)
        {
            return null;
        }
        if (list.Items.Any(o => !o.IsDeleting()))
        {
            await context.Client.DeleteCollectionAsync(resource, ns, new DeleteOptions { PropagationPolicy = "Background" }, cancellationToken: cancellationToken).ConfigureAwait(false);
            list = await context.Client.ListAsync(resource, ns, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return new Remains(resource, list.Items.Count, [.. list.Items.SelectMany(o => o.Metadata.Finalizers)]);
    }

    private async Task<List<ResourceInfo>> ResourcesAsync(CancellationToken cancellationToken)
    {
        var resources = KnownResources.Stored(namespaced: true).ToList();
        try
        {
            foreach (var definition in (await context.Client.ListAsync<CustomResourceDefinition>(null, cancellationToken: cancellationToken).ConfigureAwait(false)).Items.Cast<CustomResourceDefinition>())
            {
                if (definition.Spec.Scope == "Namespaced" && KnownResources.Of(definition) is { } resource)
                {
                    resources.Add(resource);
                }
            }
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
        return resources;
    }

    private async Task WriteConditionsAsync(Namespace ns, List<Remains> remains, List<string> errors, CancellationToken cancellationToken)
    {
        var updated = ns.Copy();
        var now = context.Time.GetUtcNow();
        var conditions = updated.Status.Conditions.ToDictionary(c => c.Type);
        foreach (var (type, value, reason, message) in Conditions(remains, errors))
        {
            var status = value ? "True" : "False";
            var present = conditions.GetValueOrDefault(type);
            conditions[type] = new NamespaceCondition
            {
                Type = type,
                Status = status,
                Reason = reason,
                Message = message,
                LastTransitionTime = present?.Status == status ? present.LastTransitionTime : now,
            };
        }
        updated.Status.Conditions = conditions.Values.ToListOf();
        if (!DocNode.DeepEquals(updated.Status, ns.Status))
        {
            try
            {
                await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsNotFound || e.IsConflict)
            {
            }
        }
    }
}
