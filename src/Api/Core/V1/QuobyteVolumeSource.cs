using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.QuobyteVolumeSource")]
public sealed partial class QuobyteVolumeSource
{
    [Field("registry", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Registry { get; set; }

    [Field("volume", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Volume { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }

    [Field("user", 4)]
    public partial string User { get; set; }

    [Field("group", 5)]
    public partial string Group { get; set; }

    [Field("tenant", 6)]
    public partial string Tenant { get; set; }
}
