namespace Navarch.Api.Rbac.V1;

/// <summary>The rules of ClusterRoleBinding.</summary>
public sealed class ClusterRoleBindingStrategy : ResourceStrategy<ClusterRoleBinding>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var binding = (ClusterRoleBinding)obj;
        RbacDefaults.Set(binding.RoleRef, binding.Subjects);
    }
}
