using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.GitRepoVolumeSource")]
public sealed partial class GitRepoVolumeSource
{
    [Field("repository", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Repository { get; set; }

    [Field("revision", 2)]
    public partial string Revision { get; set; }

    [Field("directory", 3)]
    public partial string Directory { get; set; }
}
