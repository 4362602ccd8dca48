using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.SecurityContext")]
public sealed partial class SecurityContext
{
    [Field("capabilities", 1)]
    public partial Capabilities? Capabilities { get; set; }

    [Field("privileged", 2)]
    public partial bool? Privileged { get; set; }

    [Field("seLinuxOptions", 3)]
    public partial SELinuxOptions? SeLinuxOptions { get; set; }

    [Field("runAsUser", 4)]
    public partial long? RunAsUser { get; set; }

    [Field("runAsNonRoot", 5)]
    public partial bool? RunAsNonRoot { get; set; }

    [Field("readOnlyRootFilesystem", 6)]
    public partial bool? ReadOnlyRootFilesystem { get; set; }

    [Field("allowPrivilegeEscalation", 7)]
    public partial bool? AllowPrivilegeEscalation { get; set; }

    [Field("runAsGroup", 8)]
    public partial long? RunAsGroup { get; set; }

    [Field("procMount", 9)]
    public partial string? ProcMount { get; set; }

    [Field("windowsOptions", 10)]
    public partial WindowsSecurityContextOptions? WindowsOptions { get; set; }

    [Field("seccompProfile", 11)]
    public partial SeccompProfile? SeccompProfile { get; set; }

    [Field("appArmorProfile", 12)]
    public partial AppArmorProfile? AppArmorProfile { get; set; }
}
