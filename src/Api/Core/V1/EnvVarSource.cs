using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.EnvVarSource")]
public sealed partial class EnvVarSource
{
    [Field("fieldRef", 1)]
    public partial ObjectFieldSelector? FieldRef { get; set; }

    [Field("resourceFieldRef", 2)]
    public partial ResourceFieldSelector? ResourceFieldRef { get; set; }

    [Field("configMapKeyRef", 3)]
    public partial ConfigMapKeySelector? ConfigMapKeyRef { get; set; }

    [Field("secretKeyRef", 4)]
    public partial SecretKeySelector? SecretKeyRef { get; set; }

    [Field("fileKeyRef", 5)]
    public partial FileKeySelector? FileKeyRef { get; set; }
}
