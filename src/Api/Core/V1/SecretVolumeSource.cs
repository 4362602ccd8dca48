using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SecretVolumeSource")]
public sealed partial class SecretVolumeSource
{
    [Field("secretName", 1)]
    public partial string SecretName { get; set; }

    [Field("items", 2)]
    public partial ListOf<KeyToPath> Items { get; set; }

    [Field("defaultMode", 3)]
    public partial int? DefaultMode { get; set; }

    [Field("optional", 4)]
    public partial bool? Optional { get; set; }
}
