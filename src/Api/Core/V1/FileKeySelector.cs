using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.FileKeySelector", Atomic = true)]
public sealed partial class FileKeySelector
{
    [Field("volumeName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string VolumeName { get; set; }

    [Field("path", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }

    [Field("key", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Key { get; set; }

    [Field("optional", 4, Default = "false")]
    public partial bool? Optional { get; set; }
}
