using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Resource.V1Beta1;

[KubernetesType("io.k8s.api.resource.v1beta1.CELDeviceSelector")]
public sealed partial class CELDeviceSelector
{
    [Field("expression", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Expression { get; set; }
}
