using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.version.Info")]
public sealed partial class Info
{
    [Field("buildDate", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string BuildDate { get; set; }

    [Field("compiler", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string Compiler { get; set; }

    [Field("emulationMajor", 0)]
    public partial string EmulationMajor { get; set; }

    [Field("emulationMinor", 0)]
    public partial string EmulationMinor { get; set; }

    [Field("gitCommit", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string GitCommit { get; set; }

    [Field("gitTreeState", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string GitTreeState { get; set; }

    [Field("gitVersion", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string GitVersion { get; set; }

    [Field("goVersion", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string GoVersion { get; set; }

    [Field("major", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string Major { get; set; }

    [Field("minCompatibilityMajor", 0)]
    public partial string MinCompatibilityMajor { get; set; }

    [Field("minCompatibilityMinor", 0)]
    public partial string MinCompatibilityMinor { get; set; }

    [Field("minor", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string Minor { get; set; }

    [Field("platform", 0, Always = true, Required = true, Default = "\"\"")]
    public partial string Platform { get; set; }
}
