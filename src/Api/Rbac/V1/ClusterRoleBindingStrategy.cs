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

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ClusterRoleBinding>("Role", "The role that is given.", static o => o.RoleRef.Kind + "/" + o.RoleRef.Name),
        TableColumn.Age,
        Cells.Of<ClusterRoleBinding>("Users", "To whom.", static o => RbacDefaults.Names(o.Subjects, "User"), wide: true),
        Cells.Of<ClusterRoleBinding>("Groups", "To which groups.", static o => RbacDefaults.Names(o.Subjects, "Group"), wide: true),
        Cells.Of<ClusterRoleBinding>("ServiceAccounts", "To which service accounts.", static o => RbacDefaults.Names(o.Subjects, "ServiceAccount"), wide: true),
    ];
}
