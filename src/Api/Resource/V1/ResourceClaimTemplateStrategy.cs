namespace Navarch.Api.Resource.V1;

/// <summary>The rules of ResourceClaimTemplate.</summary>
public sealed class ResourceClaimTemplateStrategy : ResourceStrategy<ResourceClaimTemplate>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        DeviceRequestDefaults.Set(((ResourceClaimTemplate)obj).Spec.Spec);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Age,
    ];
}
