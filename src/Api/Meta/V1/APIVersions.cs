using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.APIVersions")]
public sealed partial class APIVersions
{
    [Field("kind", 0)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 0)]
    public partial string ApiVersion { get; set; }

    [Field("versions", 1, Always = true, Required = true)]
    public partial ListOf<string> Versions { get; set; }

    [Field("serverAddressByClientCIDRs", 2, Always = true, Required = true)]
    public partial ListOf<ServerAddressByClientCIDR> ServerAddressByClientCIDRs { get; set; }
}
