namespace Navarch.Api.Core.V1;

/// <summary>The rules of PodTemplate.</summary>
public sealed class PodTemplateStrategy : ResourceStrategy<PodTemplate>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj) => PodDefaults.SetTemplate(((PodTemplate)obj).Template);
}
