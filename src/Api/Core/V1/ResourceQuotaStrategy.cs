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
}
