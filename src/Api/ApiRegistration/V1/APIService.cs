using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.ApiRegistration.V1;

[KubernetesType("io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIService")]
[Kind("apiregistration.k8s.io", "v1", "APIService")]
[Resource("apiservices", "apiservice", Namespaced = false, Categories = "api-extensions")]
[Subresource("status", "get,patch,update")]
public sealed partial class APIService : KubernetesObject
{
    [Field("spec", 2)]
    public partial APIServiceSpec Spec { get; set; }

    [Field("status", 3)]
    public partial APIServiceStatus Status { get; set; }
}

[KubernetesType("io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceCondition")]
public sealed partial class APIServiceCondition
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("status", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Status { get; set; }

    [Field("lastTransitionTime", 3, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("message", 5)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceSpec")]
public sealed partial class APIServiceSpec
{
    [Field("service", 1)]
    public partial ServiceReference? Service { get; set; }

    [Field("group", 2)]
    public partial string Group { get; set; }

    [Field("version", 3)]
    public partial string Version { get; set; }

    [Field("insecureSkipTLSVerify", 4)]
    public partial bool InsecureSkipTLSVerify { get; set; }

    [Field("caBundle", 5, Format = ValueKind.Bytes)]
    public partial string CaBundle { get; set; }

    [Field("groupPriorityMinimum", 7, Always = true, Required = true, Default = "0")]
    public partial int GroupPriorityMinimum { get; set; }

    [Field("versionPriority", 8, Always = true, Required = true, Default = "0")]
    public partial int VersionPriority { get; set; }
}

[KubernetesType("io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.APIServiceStatus")]
public sealed partial class APIServiceStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<APIServiceCondition> Conditions { get; set; }
}

[KubernetesType("io.k8s.kube-aggregator.pkg.apis.apiregistration.v1.ServiceReference")]
public sealed partial class ServiceReference
{
    [Field("namespace", 1)]
    public partial string Namespace { get; set; }

    [Field("name", 2)]
    public partial string Name { get; set; }

    [Field("port", 3)]
    public partial int? Port { get; set; }
}
