using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Admission;

/// <summary>What admission is asked about.</summary>
public enum Operation
{
    /// <summary>A new object, or a post to a subresource.</summary>
    Create,

    /// <summary>A changed object.</summary>
    Update,

    /// <summary>A deletion.</summary>
    Delete,

    /// <summary>A connection, such as exec.</summary>
    Connect,
}

/// <summary>A request as admission sees it.</summary>
public sealed record AdmissionAttributes(Operation Operation, Endpoint Endpoint, RequestContext Context)
{
    /// <summary>The subresource; empty for the object itself.</summary>
    public string Subresource { get; init; } = "";

    /// <summary>The namespace; empty for cluster-wide resources.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The object's name; may be empty while it is generated.</summary>
    public string Name { get; init; } = "";

    /// <summary>The new object, mutable in the mutating phase; null for deletions.</summary>
    public DocObject? Object { get; init; }

    /// <summary>The stored object, frozen; null for creations.</summary>
    public KubernetesObject? OldObject { get; init; }

    /// <summary>The options of a deletion.</summary>
    public DeleteOptions? DeleteOptions { get; init; }

    /// <summary>True when nothing will be stored.</summary>
    public bool DryRun { get; init; }
}

/// <summary>One plugin of the admission chain. Refuses by throwing an ApiException.</summary>
public abstract class AdmissionPlugin
{
    /// <summary>Upstream's name of the plugin.</summary>
    public abstract string Name { get; }

    /// <summary>Changes the object, before defaults of the registry and validation.</summary>
    public virtual ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Refuses or lets pass the final object.</summary>
    public virtual ValueTask ValidateAsync(AdmissionAttributes attributes, CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>The plugins in order.</summary>
public sealed class AdmissionChain(IReadOnlyList<AdmissionPlugin> plugins)
{
    /// <summary>Runs the mutating phase.</summary>
    public async ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            await plugin.AdmitAsync(attributes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs the validating phase.</summary>
    public async ValueTask ValidateAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        foreach (var plugin in plugins)
        {
            await plugin.ValidateAsync(attributes, cancellationToken).ConfigureAwait(false);
        }
    }
}
