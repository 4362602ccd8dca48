using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.AzureFileVolumeSource")]
public sealed partial class AzureFileVolumeSource
{
    [Field("secretName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string SecretName { get; set; }

    [Field("shareName", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string ShareName { get; set; }

    [Field("readOnly", 3)]
    public partial bool ReadOnly { get; set; }
}
