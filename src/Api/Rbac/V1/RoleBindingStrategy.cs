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

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<RoleBinding>("Role", "The role that is given.", static o => o.RoleRef.Kind + "/" + o.RoleRef.Name),
        TableColumn.Age,
        Cells.Of<RoleBinding>("Users", "To whom.", static o => RbacDefaults.Names(o.Subjects, "User"), wide: true),
        Cells.Of<RoleBinding>("Groups", "To which groups.", static o => RbacDefaults.Names(o.Subjects, "Group"), wide: true),
        Cells.Of<RoleBinding>("ServiceAccounts", "To which service accounts.", static o => RbacDefaults.Names(o.Subjects, "ServiceAccount"), wide: true),
    ];
}
