using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api;

/// <summary>
/// An object that the API serves. Slots 0, 1 and 2 of every kind are apiVersion, kind and metadata; the generator puts the kind's
/// own fields behind them. Custom resources read through <see cref="CustomResource"/>.
/// </summary>
public abstract class KubernetesObject : DocObject
{
    private const int ApiVersionSlot = 0;
    private const int KindSlot = 1;
    private const int MetadataSlot = 2;

    /// <summary>An empty object of the schema.</summary>
    protected KubernetesObject(ObjectSchema schema, string apiVersion, string kind) : base(schema)
    {
        SetSlot(ApiVersionSlot, apiVersion);
        SetSlot(KindSlot, kind);
    }

    /// <summary>group/version, or the version alone for the core group.</summary>
    public string ApiVersion { get => StringAt(ApiVersionSlot); set => SetStringAt(ApiVersionSlot, value); }

    /// <summary>The kind.</summary>
    public string Kind { get => StringAt(KindSlot); set => SetStringAt(KindSlot, value); }

    /// <summary>Name, namespace, labels and what else every object has.</summary>
    public ObjectMeta Metadata { get => ObjectAt<ObjectMeta>(MetadataSlot); set => SetSlot(MetadataSlot, value); }

    /// <summary>The first three fields of every kind, for the generator.</summary>
    public static FieldSchema[] HeadFields() =>
    [
        new FieldSchema("apiVersion", 0, TypeSchema.String),
        new FieldSchema("kind", 0, TypeSchema.String),
        new FieldSchema("metadata", 1, TypeSchema.ObjectOf(static () => ObjectMeta.TypeSchema), Presence.Always),
    ];
}

/// <summary>A kind whose resource is known at compile time.</summary>
/// <typeparam name="TSelf">The kind.</typeparam>
public interface IKind<TSelf> where TSelf : KubernetesObject, IKind<TSelf>
{
    /// <summary>How the API serves the kind.</summary>
    static abstract ResourceInfo Resource { get; }
}

/// <summary>An object whose kind is known only at run time: a custom resource, or any object read generically.</summary>
public sealed class CustomResource : KubernetesObject
{
    /// <summary>An empty object of the schema, whose first three fields are <see cref="KubernetesObject.HeadFields"/>.</summary>
    public CustomResource(ObjectSchema schema, string apiVersion, string kind) : base(schema, apiVersion, kind)
    {
    }
}
