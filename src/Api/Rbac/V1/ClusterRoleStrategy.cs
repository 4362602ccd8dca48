namespace Navarch.Api.Rbac.V1;

/// <summary>The rules of ClusterRole.</summary>
public sealed class ClusterRoleStrategy : ResourceStrategy<ClusterRole>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;
}
