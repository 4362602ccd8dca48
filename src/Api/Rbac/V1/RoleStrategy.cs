namespace Navarch.Api.Rbac.V1;

/// <summary>The rules of Role.</summary>
public sealed class RoleStrategy : ResourceStrategy<Role>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;
}
