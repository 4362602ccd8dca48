using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.GroupVersionForDiscovery")]
public sealed partial class GroupVersionForDiscovery
{
    [Field("groupVersion", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string GroupVersion { get; set; }

    [Field("version", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Version { get; set; }
}
