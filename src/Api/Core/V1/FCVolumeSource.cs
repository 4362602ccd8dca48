using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.FCVolumeSource")]
public sealed partial class FCVolumeSource
{
    [Field("targetWWNs", 1)]
    public partial ListOf<string> TargetWWNs { get; set; }

    [Field("lun", 2)]
    public partial int? Lun { get; set; }

    [Field("fsType", 3)]
    public partial string FsType { get; set; }

    [Field("readOnly", 4)]
    public partial bool ReadOnly { get; set; }

    [Field("wwids", 5)]
    public partial ListOf<string> Wwids { get; set; }
}
