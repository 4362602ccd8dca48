using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.APIResource")]
public sealed partial class APIResource
{
    [Field("kind", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("namespaced", 2, Always = true, Required = true, Default = "false")]
    public partial bool Namespaced { get; set; }

    [Field("verbs", 4, Always = true, Required = true)]
    public partial ListOf<string> Verbs { get; set; }

    [Field("shortNames", 5)]
    public partial ListOf<string> ShortNames { get; set; }

    [Field("singularName", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string SingularName { get; set; }

    [Field("categories", 7)]
    public partial ListOf<string> Categories { get; set; }

    [Field("group", 8)]
    public partial string Group { get; set; }

    [Field("version", 9)]
    public partial string Version { get; set; }

    [Field("storageVersionHash", 10)]
    public partial string StorageVersionHash { get; set; }
}
