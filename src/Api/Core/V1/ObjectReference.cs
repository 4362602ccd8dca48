using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ObjectReference", Atomic = true)]
public sealed partial class ObjectReference
{
    [Field("kind", 1)]
    public partial string Kind { get; set; }

    [Field("apiVersion", 5)]
    public partial string ApiVersion { get; set; }

    [Field("namespace", 2)]
    public partial string Namespace { get; set; }

    [Field("name", 3)]
    public partial string Name { get; set; }

    [Field("uid", 4)]
    public partial string Uid { get; set; }

    [Field("resourceVersion", 6)]
    public partial string ResourceVersion { get; set; }

    [Field("fieldPath", 7)]
    public partial string FieldPath { get; set; }
}
