namespace Navarch.Api.Resource.V1;

/// <summary>The rules of ResourceClaim.</summary>
public sealed class ResourceClaimStrategy : ResourceStrategy<ResourceClaim>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        DeviceRequestDefaults.Set(((ResourceClaim)obj).Spec);
    }
}
