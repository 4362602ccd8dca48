using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.FlexPersistentVolumeSource")]
public sealed partial class FlexPersistentVolumeSource
{
    [Field("driver", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Driver { get; set; }

    [Field("fsType", 2)]
    public partial string FsType { get; set; }

    [Field("secretRef", 3)]
    public partial SecretReference? SecretRef { get; set; }

    [Field("readOnly", 4)]
    public partial bool ReadOnly { get; set; }

    [Field("options", 5)]
    public partial MapOf<string> Options { get; set; }
}
