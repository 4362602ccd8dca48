using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.HostAlias")]
public sealed partial class HostAlias
{
    [Field("ip", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Ip { get; set; }

    [Field("hostnames", 2)]
    public partial ListOf<string> Hostnames { get; set; }
}
