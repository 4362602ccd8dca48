using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ScaleIOPersistentVolumeSource")]
public sealed partial class ScaleIOPersistentVolumeSource
{
    [Field("gateway", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Gateway { get; set; }

    [Field("system", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string System { get; set; }

    [Field("secretRef", 3, Required = true)]
    public partial SecretReference? SecretRef { get; set; }

    [Field("sslEnabled", 4)]
    public partial bool SslEnabled { get; set; }

    [Field("protectionDomain", 5)]
    public partial string ProtectionDomain { get; set; }

    [Field("storagePool", 6)]
    public partial string StoragePool { get; set; }

    [Field("storageMode", 7, Default = "\"ThinProvisioned\"")]
    public partial string StorageMode { get; set; }

    [Field("volumeName", 8)]
    public partial string VolumeName { get; set; }

    [Field("fsType", 9, Default = "\"xfs\"")]
    public partial string FsType { get; set; }

    [Field("readOnly", 10)]
    public partial bool ReadOnly { get; set; }
}
