using Navarch.Api;

namespace Navarch.Client.Informers;

/// <summary>The name of an object within its resource.</summary>
/// <param name="Namespace">Empty for cluster-scoped objects.</param>
/// <param name="Name">The name.</param>
public readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    public static ObjectKey Of(KubernetesObject obj) => new(obj.Metadata.Namespace, obj.Metadata.Name);

    /// <summary>namespace/name, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : Namespace + "/" + Name;
}
