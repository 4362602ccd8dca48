namespace Navarch.Api.FlowControl.V1;

/// <summary>The rules of PriorityLevelConfiguration.</summary>
public sealed class PriorityLevelConfigurationStrategy : ResourceStrategy<PriorityLevelConfiguration>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((PriorityLevelConfiguration)obj).Spec;
        if (spec.Limited is { } limited)
        {
            limited.NominalConcurrencyShares ??= 30;
            limited.LendablePercent ??= 0;
            if (limited.LimitResponse.Queuing is { } queuing)
            {
                queuing.Queues = queuing.Queues == 0 ? 64 : queuing.Queues;
                queuing.HandSize = queuing.HandSize == 0 ? 8 : queuing.HandSize;
                queuing.QueueLengthLimit = queuing.QueueLengthLimit == 0 ? 50 : queuing.QueueLengthLimit;
            }
        }
        if (spec.Exempt is { } exempt)
        {
            exempt.NominalConcurrencyShares ??= 0;
            exempt.LendablePercent ??= 0;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<PriorityLevelConfiguration>("Type", "Limited or Exempt.", static o => o.Spec.Type),
        Cells.Of<PriorityLevelConfiguration>("NominalConcurrencyShares", "Its share of the server.", static o => o.Spec.Limited?.NominalConcurrencyShares is { } shares ? (object)(long)shares : Cells.None),
        Cells.Of<PriorityLevelConfiguration>("Queues", "How many queues it has.", static o => o.Spec.Limited?.LimitResponse.Queuing is { } q ? (object)(long)q.Queues : Cells.None),
        Cells.Of<PriorityLevelConfiguration>("HandSize", "How many queues a flow may use.", static o => o.Spec.Limited?.LimitResponse.Queuing is { } q ? (object)(long)q.HandSize : Cells.None),
        Cells.Of<PriorityLevelConfiguration>("QueueLengthLimit", "How long a queue may be.", static o => o.Spec.Limited?.LimitResponse.Queuing is { } q ? (object)(long)q.QueueLengthLimit : Cells.None),
        TableColumn.Age,
    ];
}
