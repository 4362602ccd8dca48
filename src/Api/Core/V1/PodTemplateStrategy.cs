namespace Navarch.Api.Core.V1;

/// <summary>The rules of PodTemplate.</summary>
public sealed class PodTemplateStrategy : ResourceStrategy<PodTemplate>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj) => PodDefaults.SetTemplate(((PodTemplate)obj).Template);

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<PodTemplate>("Containers", "The containers.", static o => Cells.ContainerNames(o.Template.Spec)),
        Cells.Of<PodTemplate>("Images", "Their images.", static o => Cells.ContainerImages(o.Template.Spec)),
        Cells.Of<PodTemplate>("Pod Labels", "The labels of pods made from it.", static o => Cells.Labels(o.Template.Metadata.Labels)),
    ];
}
