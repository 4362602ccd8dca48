using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.OwnerReference", Atomic = true)]
public sealed partial class OwnerReference
{
    [Field("apiVersion", 5, Always = true, Required = true, Default = "\"\"")]
    public partial string ApiVersion { get; set; }

    [Field("kind", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("name", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("uid", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string Uid { get; set; }

    [Field("controller", 6)]
    public partial bool? Controller { get; set; }

    [Field("blockOwnerDeletion", 7)]
    public partial bool? BlockOwnerDeletion { get; set; }
}
