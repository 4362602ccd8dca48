using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.APIGroup")]
public sealed partial class APIGroup
{
    [Field("kind", 0)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 0)]
    public partial string ApiVersion { get; set; }

    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("versions", 2, Always = true, Required = true)]
    public partial ListOf<GroupVersionForDiscovery> Versions { get; set; }

    [Field("preferredVersion", 3)]
    public partial GroupVersionForDiscovery PreferredVersion { get; set; }

    [Field("serverAddressByClientCIDRs", 4)]
    public partial ListOf<ServerAddressByClientCIDR> ServerAddressByClientCIDRs { get; set; }
}
