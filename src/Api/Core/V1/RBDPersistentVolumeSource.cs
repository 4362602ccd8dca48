using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.RBDPersistentVolumeSource")]
public sealed partial class RBDPersistentVolumeSource
{
    [Field("monitors", 1, Always = true, Required = true)]
    public partial ListOf<string> Monitors { get; set; }

    [Field("image", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Image { get; set; }

    [Field("fsType", 3)]
    public partial string FsType { get; set; }

    [Field("pool", 4, Default = "\"rbd\"")]
    public partial string Pool { get; set; }

    [Field("user", 5, Default = "\"admin\"")]
    public partial string User { get; set; }

    [Field("keyring", 6, Default = "\"/etc/ceph/keyring\"")]
    public partial string Keyring { get; set; }

    [Field("secretRef", 7)]
    public partial SecretReference? SecretRef { get; set; }

    [Field("readOnly", 8)]
    public partial bool ReadOnly { get; set; }
}
