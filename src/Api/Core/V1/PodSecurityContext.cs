using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PodSecurityContext")]
public sealed partial class PodSecurityContext
{
    [Field("seLinuxOptions", 1)]
    public partial SELinuxOptions? SeLinuxOptions { get; set; }

    [Field("runAsUser", 2)]
    public partial long? RunAsUser { get; set; }

    [Field("runAsNonRoot", 3)]
    public partial bool? RunAsNonRoot { get; set; }

    [Field("supplementalGroups", 4)]
    public partial ListOf<long> SupplementalGroups { get; set; }

    [Field("fsGroup", 5)]
    public partial long? FsGroup { get; set; }

    [Field("runAsGroup", 6)]
    public partial long? RunAsGroup { get; set; }

    [Field("sysctls", 7)]
    public partial ListOf<Sysctl> Sysctls { get; set; }

    [Field("windowsOptions", 8)]
    public partial WindowsSecurityContextOptions? WindowsOptions { get; set; }

    [Field("fsGroupChangePolicy", 9)]
    public partial string? FsGroupChangePolicy { get; set; }

    [Field("seccompProfile", 10)]
    public partial SeccompProfile? SeccompProfile { get; set; }

    [Field("appArmorProfile", 11)]
    public partial AppArmorProfile? AppArmorProfile { get; set; }

    [Field("supplementalGroupsPolicy", 12)]
    public partial string? SupplementalGroupsPolicy { get; set; }

    [Field("seLinuxChangePolicy", 13)]
    public partial string? SeLinuxChangePolicy { get; set; }
}
