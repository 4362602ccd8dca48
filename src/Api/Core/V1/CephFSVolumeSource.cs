using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.CephFSVolumeSource")]
public sealed partial class CephFSVolumeSource
{
    [Field("monitors", 1, Always = true, Required = true)]
    public partial ListOf<string> Monitors { get; set; }

    [Field("path", 2)]
    public partial string Path { get; set; }

    [Field("user", 3)]
    public partial string User { get; set; }

    [Field("secretFile", 4)]
    public partial string SecretFile { get; set; }

    [Field("secretRef", 5)]
    public partial LocalObjectReference? SecretRef { get; set; }

    [Field("readOnly", 6)]
    public partial bool ReadOnly { get; set; }
}
