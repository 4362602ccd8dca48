using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of Namespace. Its spec's finalizers change through the finalize subresource alone.</summary>
public sealed class NamespaceStrategy : ResourceStrategy<Namespace>
{
    private const string NameLabel = "kubernetes.io/metadata.name";
    private const string KubernetesFinalizer = "kubernetes";

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        // A generated name is not known yet when the defaults are first set.
        if (obj.Metadata.Name.Length > 0)
        {
            obj.Metadata.Labels = obj.Metadata.Labels.With(NameLabel, obj.Metadata.Name);
        }
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        var ns = (Namespace)obj;
        SetDefaults(ns);
        ns.Status = new NamespaceStatus { Phase = "Active" };
        if (!ns.Spec.Finalizers.Contains(KubernetesFinalizer))
        {
            ns.Spec.Finalizers = [.. ns.Spec.Finalizers, KubernetesFinalizer];
        }
    }

    /// <inheritdoc/>
    public override void PrepareForUpdate(KubernetesObject obj, KubernetesObject old)
    {
        base.PrepareForUpdate(obj, old);
        ((Namespace)obj).Spec.Finalizers = ((Namespace)old).Spec.Finalizers;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("name", static o => o.Metadata.Name),
        new("status.phase", static o => ((Namespace)o).Status.Phase),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Namespace>("Status", "Active or Terminating.", static o => o.Status.Phase),
        TableColumn.Age,
    ];
}
