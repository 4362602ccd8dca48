namespace Navarch.Api.Rbac.V1;

/// <summary>The rules of RoleBinding.</summary>
public sealed class RoleBindingStrategy : ResourceStrategy<RoleBinding>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var binding = (RoleBinding)obj;
        RbacDefaults.Set(binding.RoleRef, binding.Subjects);
    }
}
