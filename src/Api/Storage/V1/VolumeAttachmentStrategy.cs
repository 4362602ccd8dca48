namespace Navarch.Api.Storage.V1;

/// <summary>The rules of VolumeAttachment.</summary>
public sealed class VolumeAttachmentStrategy : ResourceStrategy<VolumeAttachment>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;
}
