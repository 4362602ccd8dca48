using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Storage.V1;

[KubernetesType("io.k8s.api.storage.v1.VolumeAttachment")]
[Kind("storage.k8s.io", "v1", "VolumeAttachment")]
[Resource("volumeattachments", "volumeattachment", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class VolumeAttachment : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial VolumeAttachmentSpec Spec { get; set; }

    [Field("status", 3)]
    public partial VolumeAttachmentStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.VolumeAttachmentSource")]
public sealed partial class VolumeAttachmentSource
{
    [Field("persistentVolumeName", 1)]
    public partial string? PersistentVolumeName { get; set; }

    [Field("inlineVolumeSpec", 2)]
    public partial Core.V1.PersistentVolumeSpec? InlineVolumeSpec { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.VolumeAttachmentSpec")]
public sealed partial class VolumeAttachmentSpec
{
    [Field("attacher", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Attacher { get; set; }

    [Field("source", 2, Required = true)]
    public partial VolumeAttachmentSource Source { get; set; }

    [Field("nodeName", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string NodeName { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.VolumeAttachmentStatus")]
public sealed partial class VolumeAttachmentStatus
{
    [Field("attached", 1, Always = true, Required = true, Default = "false")]
    public partial bool Attached { get; set; }

    [Field("attachmentMetadata", 2)]
    public partial MapOf<string> AttachmentMetadata { get; set; }

    [Field("attachError", 3)]
    public partial VolumeError? AttachError { get; set; }

    [Field("detachError", 4)]
    public partial VolumeError? DetachError { get; set; }
}

[KubernetesType("io.k8s.api.storage.v1.VolumeError")]
public sealed partial class VolumeError
{
    [Field("time", 1, Always = true)]
    public partial DateTimeOffset? Time { get; set; }

    [Field("message", 2)]
    public partial string Message { get; set; }

    [Field("errorCode", 3)]
    public partial int? ErrorCode { get; set; }
}
