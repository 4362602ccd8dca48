using System.Collections.Frozen;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api;

/// <summary>
/// What data can't say of a kind: its defaults, what a client may not set, what is valid, what may change, how it is printed.
/// One instance serves every request: it holds no state. The objects handed to its methods are mutable unless said otherwise.
/// </summary>
public abstract class ResourceStrategy
{
    // Kinds whose metadata.generation counts the changes of their spec.
    private static readonly FrozenSet<string> KindsWithGeneration = FrozenSet.ToFrozenSet(
    [
        "Pod", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController", "Job", "CronJob", "Ingress", "NetworkPolicy",
        "PodDisruptionBudget", "CustomResourceDefinition", "MutatingWebhookConfiguration", "ValidatingWebhookConfiguration",
        "ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding", "MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding",
        "FlowSchema", "PriorityLevelConfiguration", "EndpointSlice", "IngressClass", "PriorityClass", "ResourceSlice", "DeviceClass",
    ], StringComparer.Ordinal);

    /// <summary>How the API serves the kind.</summary>
    public abstract ResourceInfo Resource { get; }

    /// <summary>The rule for names; DNS subdomains by default.</summary>
    public virtual NameValidator NameValidator => KindValidations.Find(Resource)?.Name ?? NameValidation.DnsSubdomain;

    /// <summary>True when an update of what is not there creates it (a few kinds: Lease, Event, Endpoints, Service-less objects).</summary>
    public virtual bool AllowsCreateOnUpdate => false;

    /// <summary>True when an update without resourceVersion overwrites whatever is there.</summary>
    public virtual bool AllowsUnconditionalUpdate => true;

    /// <summary>True when metadata.generation counts the changes of the spec.</summary>
    public virtual bool TracksGeneration => KindsWithGeneration.Contains(Resource.Kind);

    /// <summary>The grace period of a deletion when the client gives none; null when the kind is deleted at once.</summary>
    /// <param name="obj">The stored object, frozen.</param>
    public virtual long? DefaultGracePeriodSeconds(KubernetesObject obj) => null;

    /// <summary>Sets the defaults that upstream's version sets, on create, update and when stored objects are read.</summary>
    public virtual void SetDefaults(KubernetesObject obj)
    {
    }

    /// <summary>Removes what a client may not set when it creates, such as the status.</summary>
    public virtual void PrepareForCreate(KubernetesObject obj)
    {
        if (HasStatusSubresource)
        {
            obj["status"] = null;
        }
    }

    /// <summary>Takes from the stored object what a client may not change by an update, such as the status.</summary>
    /// <param name="obj">The new object.</param>
    /// <param name="old">The stored object, frozen.</param>
    public virtual void PrepareForUpdate(KubernetesObject obj, KubernetesObject old)
    {
        if (HasStatusSubresource)
        {
            obj["status"] = DocNode.CloneValue(old["status"]);
        }
    }

    /// <summary>Takes from the stored object all but the status (and what of metadata a status update may change).</summary>
    public virtual void PrepareForStatusUpdate(KubernetesObject obj, KubernetesObject old)
    {
        foreach (var field in obj.Schema.Fields)
        {
            if (field.Name is not ("status" or "metadata" or "apiVersion" or "kind"))
            {
                obj[field.Name] = DocNode.CloneValue(old[field.Name]);
            }
        }
        obj.Metadata.Finalizers = old.Metadata.Finalizers;
        obj.Metadata.OwnerReferences = old.Metadata.OwnerReferences;
        obj.Metadata.DeletionTimestamp = old.Metadata.DeletionTimestamp;
        obj.Metadata.DeletionGracePeriodSeconds = old.Metadata.DeletionGracePeriodSeconds;
    }

    /// <summary>Checks a new object; metadata has been checked already.</summary>
    public virtual void Validate(KubernetesObject obj, FieldErrorList errors)
    {
        var rules = KindValidations.Find(Resource);
        rules?.Validate(obj, errors);
        rules?.ValidateCreate?.Invoke(obj, errors);
    }

    /// <summary>Checks a change; metadata has been checked already.</summary>
    /// <param name="obj">The new object.</param>
    /// <param name="old">The stored object, frozen.</param>
    /// <param name="errors">Where errors go.</param>
    public virtual void ValidateUpdate(KubernetesObject obj, KubernetesObject old, FieldErrorList errors)
    {
        var rules = KindValidations.Find(Resource);
        rules?.Validate(obj, errors);
        rules?.ValidateUpdate?.Invoke(obj, old, errors);
    }

    /// <summary>Checks a change of the status.</summary>
    public virtual void ValidateStatusUpdate(KubernetesObject obj, KubernetesObject old, FieldErrorList errors) =>
        KindValidations.Find(Resource)?.ValidateStatusUpdate?.Invoke(obj, old, errors);

    /// <summary>Adds the Warning headers that upstream sends for a create (<paramref name="old"/> null) or an update.</summary>
    public virtual void AddWarnings(KubernetesObject obj, KubernetesObject? old, IList<string> warnings)
    {
    }

    /// <summary>Fields that field selectors may name, beside metadata.name and metadata.namespace.</summary>
    public virtual IReadOnlyList<SelectableField> SelectableFields => [];

    /// <summary>The columns of the kind's Table.</summary>
    public virtual IReadOnlyList<TableColumn> Columns => TableColumn.NameAndAge;

    /// <summary>True when the status has a path of its own, so that other writes leave it alone.</summary>
    protected bool HasStatusSubresource
    {
        get
        {
            foreach (var subresource in Resource.Subresources)
            {
                if (subresource.Name == "status")
                {
                    return true;
                }
            }
            return false;
        }
    }
}

/// <summary>The strategy of a kind that is known at compile time; the generator finds it and puts it beside the kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
public abstract class ResourceStrategy<T> : ResourceStrategy where T : KubernetesObject, IKind<T>
{
    /// <inheritdoc/>
    public sealed override ResourceInfo Resource => T.Resource;
}

/// <summary>The strategy of a kind without rules of its own.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class DefaultStrategy<T> : ResourceStrategy<T> where T : KubernetesObject, IKind<T>
{
}

/// <summary>A field that field selectors may name.</summary>
/// <param name="Name">Its path, such as spec.nodeName.</param>
/// <param name="Value">Reads it as text; "" when absent.</param>
public sealed record SelectableField(string Name, Func<KubernetesObject, string> Value);
