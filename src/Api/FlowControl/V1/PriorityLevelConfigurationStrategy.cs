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
}
