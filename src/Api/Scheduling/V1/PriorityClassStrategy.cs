namespace Navarch.Api.Scheduling.V1;

/// <summary>The rules of PriorityClass.</summary>
public sealed class PriorityClassStrategy : ResourceStrategy<PriorityClass>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        ((PriorityClass)obj).PreemptionPolicy ??= "PreemptLowerPriority";
    }
}
