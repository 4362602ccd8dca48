using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.AppArmorProfile")]
public sealed partial class AppArmorProfile
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("localhostProfile", 2)]
    public partial string? LocalhostProfile { get; set; }
}
