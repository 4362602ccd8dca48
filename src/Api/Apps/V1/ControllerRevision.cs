using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Apps.V1;

[KubernetesType("io.k8s.api.apps.v1.ControllerRevision")]
[Kind("apps", "v1", "ControllerRevision")]
[Resource("controllerrevisions", "controllerrevision", Namespaced = true)]
public sealed partial class ControllerRevision : KubernetesObject
{
    [Field("data", 2)]
    public partial object? Data { get; set; }

    [Field("revision", 3, Always = true, Required = true, Default = "0")]
    public partial long Revision { get; set; }
}
