using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ISCSIVolumeSource")]
public sealed partial class ISCSIVolumeSource
{
    [Field("targetPortal", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string TargetPortal { get; set; }

    [Field("iqn", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Iqn { get; set; }

    [Field("lun", 3, Always = true, Required = true, Default = "0")]
    public partial int Lun { get; set; }

    [Field("iscsiInterface", 4, Default = "\"default\"")]
    public partial string IscsiInterface { get; set; }

    [Field("fsType", 5)]
    public partial string FsType { get; set; }

    [Field("readOnly", 6)]
    public partial bool ReadOnly { get; set; }

    [Field("portals", 7)]
    public partial ListOf<string> Portals { get; set; }

    [Field("chapAuthDiscovery", 8)]
    public partial bool ChapAuthDiscovery { get; set; }

    [Field("secretRef", 10)]
    public partial LocalObjectReference? SecretRef { get; set; }

    [Field("chapAuthSession", 11)]
    public partial bool ChapAuthSession { get; set; }

    [Field("initiatorName", 12)]
    public partial string InitiatorName { get; set; }
}
