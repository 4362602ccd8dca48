using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.KeyToPath")]
public sealed partial class KeyToPath
{
    [Field("key", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("path", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("mode", 3)]
    public partial int? Mode { get; set; }
}
