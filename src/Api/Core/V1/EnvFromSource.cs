using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EnvFromSource")]
public sealed partial class EnvFromSource
{
    [Field("prefix", 1)]
    public partial string Prefix { get; set; }

    [Field("configMapRef", 2)]
    public partial ConfigMapEnvSource? ConfigMapRef { get; set; }

    [Field("secretRef", 3)]
    public partial SecretEnvSource? SecretRef { get; set; }
}
