using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ObjectFieldSelector", Atomic = true)]
public sealed partial class ObjectFieldSelector
{
    [Field("apiVersion", 1)]
    public partial string ApiVersion { get; set; }

    [Field("fieldPath", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string FieldPath { get; set; }
}
