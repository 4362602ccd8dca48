using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.AdmissionRegistration.V1;

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingWebhookConfiguration")]
[Kind("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration")]
[Resource("validatingwebhookconfigurations", "validatingwebhookconfiguration", Namespaced = false, Categories = "api-extensions")]
public sealed partial class ValidatingWebhookConfiguration : KubernetesObject
{
    [Field("webhooks", 2, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<ValidatingWebhook> Webhooks { get; set; }
}

[KubernetesType("io.k8s.api.admissionregistration.v1.ValidatingWebhook")]
public sealed partial class ValidatingWebhook
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("clientConfig", 2, Required = true)]
    public partial WebhookClientConfig ClientConfig { get; set; }

    [Field("rules", 3)]
    public partial ListOf<RuleWithOperations> Rules { get; set; }

    [Field("failurePolicy", 4)]
    public partial string? FailurePolicy { get; set; }

    [Field("namespaceSelector", 5)]
    public partial Meta.V1.LabelSelector? NamespaceSelector { get; set; }

    [Field("sideEffects", 6, Required = true)]
    public partial string? SideEffects { get; set; }

    [Field("timeoutSeconds", 7)]
    public partial int? TimeoutSeconds { get; set; }

    [Field("admissionReviewVersions", 8, Always = true, Required = true)]
    public partial ListOf<string> AdmissionReviewVersions { get; set; }

    [Field("matchPolicy", 9)]
    public partial string? MatchPolicy { get; set; }

    [Field("objectSelector", 10)]
    public partial Meta.V1.LabelSelector? ObjectSelector { get; set; }

    [Field("matchConditions", 11, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<MatchCondition> MatchConditions { get; set; }
}
