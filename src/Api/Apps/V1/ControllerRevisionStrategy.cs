namespace Navarch.Api.Apps.V1;

/// <summary>The rules of ControllerRevision.</summary>
public sealed class ControllerRevisionStrategy : ResourceStrategy<ControllerRevision>
{
    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ControllerRevision>("Controller", "Whose revision it is.", static o => Owner(o)),
        Cells.Of<ControllerRevision>("Revision", "Its number.", static o => o.Revision),
        TableColumn.Age,
    ];

    private static string Owner(ControllerRevision revision)
    {
        foreach (var owner in revision.Metadata.OwnerReferences)
        {
            if (owner.Controller == true)
            {
                var slash = owner.ApiVersion.IndexOf('/', StringComparison.Ordinal);
                var kind = owner.Kind.ToLowerInvariant();
                return (slash < 0 ? kind : kind + "." + owner.ApiVersion[..slash]) + "/" + owner.Name;
            }
        }
        return Cells.None;
    }
}
