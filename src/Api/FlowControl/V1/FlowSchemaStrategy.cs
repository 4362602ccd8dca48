namespace Navarch.Api.FlowControl.V1;

/// <summary>The rules of FlowSchema.</summary>
public sealed class FlowSchemaStrategy : ResourceStrategy<FlowSchema>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((FlowSchema)obj).Spec;
        spec.MatchingPrecedence = spec.MatchingPrecedence == 0 ? 1000 : spec.MatchingPrecedence;
    }
}
