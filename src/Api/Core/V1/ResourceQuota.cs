using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ResourceQuota")]
[Kind("", "v1", "ResourceQuota")]
[Resource("resourcequotas", "resourcequota", Namespaced = true, ShortNames = "quota")]
[Subresource("status", "get,patch,update")]
public sealed partial class ResourceQuota : KubernetesObject
{
    [Field("spec", 2)]
    public partial ResourceQuotaSpec Spec { get; set; }

    [Field("status", 3)]
    public partial ResourceQuotaStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ResourceQuotaSpec")]
public sealed partial class ResourceQuotaSpec
{
    [Field("hard", 1)]
    public partial MapOf<Quantity> Hard { get; set; }

    [Field("scopes", 2)]
    public partial ListOf<string> Scopes { get; set; }

    [Field("scopeSelector", 3)]
    public partial ScopeSelector? ScopeSelector { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ResourceQuotaStatus")]
public sealed partial class ResourceQuotaStatus
{
    [Field("hard", 1)]
    public partial MapOf<Quantity> Hard { get; set; }

    [Field("used", 2)]
    public partial MapOf<Quantity> Used { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ScopeSelector", Atomic = true)]
public sealed partial class ScopeSelector
{
    [Field("matchExpressions", 1)]
    public partial ListOf<ScopedResourceSelectorRequirement> MatchExpressions { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.ScopedResourceSelectorRequirement")]
public sealed partial class ScopedResourceSelectorRequirement
{
    [Field("scopeName", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string ScopeName { get; set; }

    [Field("operator", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Operator { get; set; }

    [Field("values", 3)]
    public partial ListOf<string> Values { get; set; }
}
