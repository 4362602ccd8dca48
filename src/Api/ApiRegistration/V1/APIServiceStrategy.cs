namespace Navarch.Api.ApiRegistration.V1;

/// <summary>The rules of APIService.</summary>
public sealed class APIServiceStrategy : ResourceStrategy<APIService>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        if (((APIService)obj).Spec.Service is { } service)
        {
            service.Port ??= 443;
        }
    }
}
