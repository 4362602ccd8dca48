namespace Navarch.Api.Resource.V1;

/// <summary>The rules of ResourceClaim.</summary>
public sealed class ResourceClaimStrategy : ResourceStrategy<ResourceClaim>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        DeviceRequestDefaults.Set(((ResourceClaim)obj).Spec);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ResourceClaim>("State", "What it has.", static o => State(o)),
        TableColumn.Age,
    ];

    private static string State(ResourceClaim claim)
    {
        var states = new List<string>();
        if (claim.Metadata.DeletionTimestamp is not null)
        {
            states.Add("deleted");
        }
        if (claim.Status.Allocation is not null)
        {
            states.Add("allocated");
            if (claim.Status.ReservedFor.Count > 0)
            {
                states.Add("reserved");
            }
        }
        else if (states.Count == 0)
        {
            states.Add("pending");
        }
        return string.Join(',', states);
    }
}
