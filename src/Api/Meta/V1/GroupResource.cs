using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.GroupResource")]
public sealed partial class GroupResource
{
    [Field("group", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Group { get; set; }

    [Field("resource", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Resource { get; set; }
}
