using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.ServerAddressByClientCIDR")]
public sealed partial class ServerAddressByClientCIDR
{
    [Field("clientCIDR", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ClientCIDR { get; set; }

    [Field("serverAddress", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string ServerAddress { get; set; }
}
