using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.FlowControl.V1;

[KubernetesType("io.k8s.api.flowcontrol.v1.FlowSchema")]
[Kind("flowcontrol.apiserver.k8s.io", "v1", "FlowSchema")]
[Resource("flowschemas", "flowschema", Namespaced = false)]
[Subresource("status", "get,patch,update")]
public sealed partial class FlowSchema : KubernetesObject
{
    [Field("spec", 2)]
    public partial FlowSchemaSpec Spec { get; set; }

    [Field("status", 3)]
    public partial FlowSchemaStatus Status { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.FlowDistinguisherMethod")]
public sealed partial class FlowDistinguisherMethod
{
    [Field("type", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.FlowSchemaCondition")]
public sealed partial class FlowSchemaCondition
{
    [Field("type", 1)]
    public partial string Type { get; set; }

    [Field("status", 2)]
    public partial string Status { get; set; }

    [Field("lastTransitionTime", 3, Always = true)]
    public partial DateTimeOffset? LastTransitionTime { get; set; }

    [Field("reason", 4)]
    public partial string Reason { get; set; }

    [Field("message", 5)]
    public partial string Message { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.FlowSchemaSpec")]
public sealed partial class FlowSchemaSpec
{
    [Field("priorityLevelConfiguration", 1, Required = true)]
    public partial PriorityLevelConfigurationReference PriorityLevelConfiguration { get; set; }

    [Field("matchingPrecedence", 2, Always = true, Default = "0")]
    public partial int MatchingPrecedence { get; set; }

    [Field("distinguisherMethod", 3)]
    public partial FlowDistinguisherMethod? DistinguisherMethod { get; set; }

    [Field("rules", 4)]
    public partial ListOf<PolicyRulesWithSubjects> Rules { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.FlowSchemaStatus")]
public sealed partial class FlowSchemaStatus
{
    [Field("conditions", 1, ListType = ListType.Map, MapKeys = "type", PatchStrategy = PatchStrategy.Merge, MergeKey = "type")]
    public partial ListOf<FlowSchemaCondition> Conditions { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.GroupSubject")]
public sealed partial class GroupSubject
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.NonResourcePolicyRule")]
public sealed partial class NonResourcePolicyRule
{
    [Field("verbs", 1, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> Verbs { get; set; }

    [Field("nonResourceURLs", 6, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> NonResourceURLs { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.PolicyRulesWithSubjects")]
public sealed partial class PolicyRulesWithSubjects
{
    [Field("subjects", 1, Always = true, Required = true)]
    public partial ListOf<Subject> Subjects { get; set; }

    [Field("resourceRules", 2)]
    public partial ListOf<ResourcePolicyRule> ResourceRules { get; set; }

    [Field("nonResourceRules", 3)]
    public partial ListOf<NonResourcePolicyRule> NonResourceRules { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.PriorityLevelConfigurationReference")]
public sealed partial class PriorityLevelConfigurationReference
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.ResourcePolicyRule")]
public sealed partial class ResourcePolicyRule
{
    [Field("verbs", 1, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> Verbs { get; set; }

    [Field("apiGroups", 2, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> ApiGroups { get; set; }

    [Field("resources", 3, Always = true, Required = true, ListType = ListType.Set)]
    public partial ListOf<string> Resources { get; set; }

    [Field("clusterScope", 4)]
    public partial bool ClusterScope { get; set; }

    [Field("namespaces", 5, ListType = ListType.Set)]
    public partial ListOf<string> Namespaces { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.ServiceAccountSubject")]
public sealed partial class ServiceAccountSubject
{
    [Field("namespace", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Namespace { get; set; }

    [Field("name", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.Subject")]
public sealed partial class Subject
{
    [Field("kind", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("user", 2)]
    public partial UserSubject? User { get; set; }

    [Field("group", 3)]
    public partial GroupSubject? Group { get; set; }

    [Field("serviceAccount", 4)]
    public partial ServiceAccountSubject? ServiceAccount { get; set; }
}

[KubernetesType("io.k8s.api.flowcontrol.v1.UserSubject")]
public sealed partial class UserSubject
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }
}
