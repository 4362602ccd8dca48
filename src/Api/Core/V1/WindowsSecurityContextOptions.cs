using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.WindowsSecurityContextOptions")]
public sealed partial class WindowsSecurityContextOptions
{
    [Field("gmsaCredentialSpecName", 1)]
    public partial string? GmsaCredentialSpecName { get; set; }

    [Field("gmsaCredentialSpec", 2)]
    public partial string? GmsaCredentialSpec { get; set; }

    [Field("runAsUserName", 3)]
    public partial string? RunAsUserName { get; set; }

    [Field("hostProcess", 4)]
    public partial bool? HostProcess { get; set; }
}
