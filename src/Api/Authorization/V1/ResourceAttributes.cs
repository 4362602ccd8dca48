using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.ResourceAttributes")]
public sealed partial class ResourceAttributes
{
    [Field("namespace", 1)]
    public partial string Namespace { get; set; }

    [Field("verb", 2)]
    public partial string Verb { get; set; }

    [Field("group", 3)]
    public partial string Group { get; set; }

    [Field("version", 4)]
    public partial string Version { get; set; }

    [Field("resource", 5)]
    public partial string Resource { get; set; }

    [Field("subresource", 6)]
    public partial string Subresource { get; set; }

    [Field("name", 7)]
    public partial string Name { get; set; }

    [Field("fieldSelector", 8)]
    public partial FieldSelectorAttributes? FieldSelector { get; set; }

    [Field("labelSelector", 9)]
    public partial LabelSelectorAttributes? LabelSelector { get; set; }
}
