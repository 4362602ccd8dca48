using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodDNSConfig")]
public sealed partial class PodDNSConfig
{
    [Field("nameservers", 1)]
    public partial ListOf<string> Nameservers { get; set; }

    [Field("searches", 2)]
    public partial ListOf<string> Searches { get; set; }

    [Field("options", 3)]
    public partial ListOf<PodDNSConfigOption> Options { get; set; }
}
