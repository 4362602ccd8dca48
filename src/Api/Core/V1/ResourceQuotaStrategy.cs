namespace Navarch.Api.Core.V1;

/// <summary>The rules of ResourceQuota.</summary>
public sealed class ResourceQuotaStrategy : ResourceStrategy<ResourceQuota>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var quota = (ResourceQuota)obj;
        quota.Spec.Hard = QuantityDefaults.Rounded(quota.Spec.Hard);
        quota.Status.Hard = QuantityDefaults.Rounded(quota.Status.Hard);
        quota.Status.Used = QuantityDefaults.Rounded(quota.Status.Used);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ResourceQuota>("Request", "What is asked for, of how much.", static o => Uses(o, limits: false)),
        Cells.Of<ResourceQuota>("Limit", "What is limited, of how much.", static o => Uses(o, limits: true)),
        TableColumn.Age,
    ];

    private static string Uses(ResourceQuota quota, bool limits) => string.Join(", ", quota.Status.Hard
        .Where(entry => entry.Key.StartsWith("limits", StringComparison.Ordinal) == limits)
        .Select(entry => $"{entry.Key}: {quota.Status.Used[entry.Key]}/{entry.Value}"));
}
