using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.ApiExtensions.V1;

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition")]
[Kind("apiextensions.k8s.io", "v1", "CustomResourceDefinition")]
[Resource("customresourcedefinitions", "customresourcedefinition", Namespaced = false, ShortNames = "crd,crds", Categories = "api-extensions")]
[Subresource("status", "get,patch,update")]
public sealed partial class CustomResourceDefinition : KubernetesObject
{
    [Field("spec", 2, Required = true)]
    public partial CustomResourceDefinitionSpec Spec { get; set; }

    [Field("status", 3)]
    public partial CustomResourceDefinitionStatus Status { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceColumnDefinition")]
public sealed partial class CustomResourceColumnDefinition
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("type", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Type { get; set; }

    [Field("format", 3)]
    public partial string Format { get; set; }

    [Field("description", 4)]
    public partial string Description { get; set; }

    [Field("priority", 5)]
    public partial int Priority { get; set; }

    [Field("jsonPath", 6, Always = true, Required = true, Default = "\"\"")]
    public partial string JsonPath { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceConversion")]
public sealed partial class CustomResourceConversion
{
    [Field("strategy", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Strategy { get; set; }

    [Field("webhook", 2)]
    public partial WebhookConversion? Webhook { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionCondition")]
public sealed partial class CustomResourceDefinitionCondition
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

    [Field("observedGeneration", 6)]
    public partial long ObservedGeneration { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionNames")]
public sealed partial class CustomResourceDefinitionNames
{
    [Field("kind", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string Kind { get; set; }

    [Field("plural", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Plural { get; set; }

    [Field("singular", 2)]
    public partial string Singular { get; set; }

    [Field("shortNames", 3)]
    public partial ListOf<string> ShortNames { get; set; }

    [Field("listKind", 5)]
    public partial string ListKind { get; set; }

    [Field("categories", 6)]
    public partial ListOf<string> Categories { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionSpec")]
public sealed partial class CustomResourceDefinitionSpec
{
    [Field("group", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Group { get; set; }

    [Field("names", 3, Required = true)]
    public partial CustomResourceDefinitionNames Names { get; set; }

    [Field("scope", 4, Always = true, Required = true, Default = "\"\"")]
    public partial string Scope { get; set; }

    [Field("versions", 7, Always = true, Required = true)]
    public partial ListOf<CustomResourceDefinitionVersion> Versions { get; set; }

    [Field("conversion", 9)]
    public partial CustomResourceConversion? Conversion { get; set; }

    [Field("preserveUnknownFields", 10)]
    public partial bool PreserveUnknownFields { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionStatus")]
public sealed partial class CustomResourceDefinitionStatus
{
    [Field("conditions", 1, Always = true, ListType = ListType.Map, MapKeys = "type")]
    public partial ListOf<CustomResourceDefinitionCondition> Conditions { get; set; }

    [Field("acceptedNames", 2)]
    public partial CustomResourceDefinitionNames AcceptedNames { get; set; }

    [Field("storedVersions", 3, Always = true)]
    public partial ListOf<string> StoredVersions { get; set; }

    [Field("observedGeneration", 4)]
    public partial long ObservedGeneration { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionVersion")]
public sealed partial class CustomResourceDefinitionVersion
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("served", 2, Always = true, Required = true, Default = "false")]
    public partial bool Served { get; set; }

    [Field("storage", 3, Always = true, Required = true, Default = "false")]
    public partial bool Storage { get; set; }

    [Field("schema", 4)]
    public new partial CustomResourceValidation? Schema { get; set; }

    [Field("subresources", 5)]
    public partial CustomResourceSubresources? Subresources { get; set; }

    [Field("additionalPrinterColumns", 6)]
    public partial ListOf<CustomResourceColumnDefinition> AdditionalPrinterColumns { get; set; }

    [Field("deprecated", 7)]
    public partial bool Deprecated { get; set; }

    [Field("deprecationWarning", 8)]
    public partial string? DeprecationWarning { get; set; }

    [Field("selectableFields", 9)]
    public partial ListOf<SelectableField> SelectableFields { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceScale")]
public sealed partial class CustomResourceSubresourceScale
{
    [Field("specReplicasPath", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string SpecReplicasPath { get; set; }

    [Field("statusReplicasPath", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string StatusReplicasPath { get; set; }

    [Field("labelSelectorPath", 3)]
    public partial string? LabelSelectorPath { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus")]
public sealed partial class CustomResourceSubresourceStatus
{
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresources")]
public sealed partial class CustomResourceSubresources
{
    [Field("status", 1)]
    public partial CustomResourceSubresourceStatus? Status { get; set; }

    [Field("scale", 2)]
    public partial CustomResourceSubresourceScale? Scale { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation")]
public sealed partial class CustomResourceValidation
{
    [Field("openAPIV3Schema", 1)]
    public partial JSONSchemaProps? OpenAPIV3Schema { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ExternalDocumentation")]
public sealed partial class ExternalDocumentation
{
    [Field("description", 1)]
    public partial string Description { get; set; }

    [Field("url", 2)]
    public partial string Url { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaProps")]
public sealed partial class JSONSchemaProps
{
    [Field("id", 1)]
    public partial string Id { get; set; }

    [Field("$schema", 2)]
    public partial string JsonSchema { get; set; }

    [Field("$ref", 3)]
    public partial string? Ref { get; set; }

    [Field("description", 4)]
    public partial string Description { get; set; }

    [Field("type", 5)]
    public partial string Type { get; set; }

    [Field("format", 6)]
    public partial string Format { get; set; }

    [Field("title", 7)]
    public partial string Title { get; set; }

    [Field("default", 8)]
    public partial object? Default { get; set; }

    [Field("maximum", 9)]
    public partial double? Maximum { get; set; }

    [Field("exclusiveMaximum", 10)]
    public partial bool ExclusiveMaximum { get; set; }

    [Field("minimum", 11)]
    public partial double? Minimum { get; set; }

    [Field("exclusiveMinimum", 12)]
    public partial bool ExclusiveMinimum { get; set; }

    [Field("maxLength", 13)]
    public partial long? MaxLength { get; set; }

    [Field("minLength", 14)]
    public partial long? MinLength { get; set; }

    [Field("pattern", 15)]
    public partial string Pattern { get; set; }

    [Field("maxItems", 16)]
    public partial long? MaxItems { get; set; }

    [Field("minItems", 17)]
    public partial long? MinItems { get; set; }

    [Field("uniqueItems", 18)]
    public partial bool UniqueItems { get; set; }

    [Field("multipleOf", 19)]
    public partial double? MultipleOf { get; set; }

    [Field("enum", 20)]
    public partial ListOf<object> Enum { get; set; }

    [Field("maxProperties", 21)]
    public partial long? MaxProperties { get; set; }

    [Field("minProperties", 22)]
    public partial long? MinProperties { get; set; }

    [Field("required", 23)]
    public partial ListOf<string> Required { get; set; }

    [Field("items", 24)]
    public partial object? Items { get; set; }

    [Field("allOf", 25)]
    public partial ListOf<JSONSchemaProps> AllOf { get; set; }

    [Field("oneOf", 26)]
    public partial ListOf<JSONSchemaProps> OneOf { get; set; }

    [Field("anyOf", 27)]
    public partial ListOf<JSONSchemaProps> AnyOf { get; set; }

    [Field("not", 28)]
    public partial JSONSchemaProps? Not { get; set; }

    [Field("properties", 29)]
    public partial MapOf<JSONSchemaProps> Properties { get; set; }

    [Field("additionalProperties", 30)]
    public partial object? AdditionalProperties { get; set; }

    [Field("patternProperties", 31)]
    public partial MapOf<JSONSchemaProps> PatternProperties { get; set; }

    [Field("dependencies", 32)]
    public partial MapOf<object> Dependencies { get; set; }

    [Field("additionalItems", 33)]
    public partial object? AdditionalItems { get; set; }

    [Field("definitions", 34)]
    public partial MapOf<JSONSchemaProps> Definitions { get; set; }

    [Field("externalDocs", 35)]
    public partial ExternalDocumentation? ExternalDocs { get; set; }

    [Field("example", 36)]
    public partial object? Example { get; set; }

    [Field("nullable", 37)]
    public partial bool Nullable { get; set; }

    [Field("x-kubernetes-embedded-resource", 0)]
    public partial bool XKubernetesEmbeddedResource { get; set; }

    [Field("x-kubernetes-int-or-string", 0)]
    public partial bool XKubernetesIntOrString { get; set; }

    [Field("x-kubernetes-list-map-keys", 0)]
    public partial ListOf<string> XKubernetesListMapKeys { get; set; }

    [Field("x-kubernetes-list-type", 0)]
    public partial string? XKubernetesListType { get; set; }

    [Field("x-kubernetes-map-type", 0)]
    public partial string? XKubernetesMapType { get; set; }

    [Field("x-kubernetes-preserve-unknown-fields", 0)]
    public partial bool? XKubernetesPreserveUnknownFields { get; set; }

    [Field("x-kubernetes-validations", 0, ListType = ListType.Map, MapKeys = "rule", PatchStrategy = PatchStrategy.Merge, MergeKey = "rule")]
    public partial ListOf<ValidationRule> XKubernetesValidations { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.SelectableField")]
public sealed partial class SelectableField
{
    [Field("jsonPath", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string JsonPath { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ServiceReference")]
public sealed partial class ServiceReference
{
    [Field("namespace", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Namespace { get; set; }

    [Field("name", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("path", 3)]
    public partial string? Path { get; set; }

    [Field("port", 4)]
    public partial int? Port { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ValidationRule")]
public sealed partial class ValidationRule
{
    [Field("rule", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Rule { get; set; }

    [Field("message", 2)]
    public partial string Message { get; set; }

    [Field("messageExpression", 3)]
    public partial string MessageExpression { get; set; }

    [Field("reason", 4)]
    public partial string? Reason { get; set; }

    [Field("fieldPath", 5)]
    public partial string FieldPath { get; set; }

    [Field("optionalOldSelf", 6)]
    public partial bool? OptionalOldSelf { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.WebhookClientConfig")]
public sealed partial class WebhookClientConfig
{
    [Field("service", 1)]
    public partial ServiceReference? Service { get; set; }

    [Field("caBundle", 2, Format = ValueKind.Bytes)]
    public partial string CaBundle { get; set; }

    [Field("url", 3)]
    public partial string? Url { get; set; }
}

[KubernetesType("io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.WebhookConversion")]
public sealed partial class WebhookConversion
{
    [Field("clientConfig", 2)]
    public partial WebhookClientConfig? ClientConfig { get; set; }

    [Field("conversionReviewVersions", 3, Always = true, Required = true)]
    public partial ListOf<string> ConversionReviewVersions { get; set; }
}
