using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.AzureDiskVolumeSource")]
public sealed partial class AzureDiskVolumeSource
{
    [Field("kind", 6, Default = "\"Shared\"")]
    public partial string? Kind { get; set; }

    [Field("diskName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string DiskName { get; set; }

    [Field("diskURI", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string DiskURI { get; set; }

    [Field("cachingMode", 3, Default = "\"ReadWrite\"")]
    public partial string? CachingMode { get; set; }

    [Field("fsType", 4, Default = "\"ext4\"")]
    public partial string? FsType { get; set; }

    [Field("readOnly", 5, Default = "false")]
    public partial bool? ReadOnly { get; set; }
}
