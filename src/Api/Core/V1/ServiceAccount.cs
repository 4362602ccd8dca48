using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ServiceAccount")]
[Kind("", "v1", "ServiceAccount")]
[Resource("serviceaccounts", "serviceaccount", Namespaced = true, ShortNames = "sa")]
[Subresource("token", "create", Kind = "authentication.k8s.io/v1/TokenRequest")]
public sealed partial class ServiceAccount : KubernetesObject
{
    [Field("secrets", 2, ListType = ListType.Map, MapKeys = "name", PatchStrategy = PatchStrategy.Merge, MergeKey = "name")]
    public partial ListOf<ObjectReference> Secrets { get; set; }

    [Field("imagePullSecrets", 3)]
    public partial ListOf<LocalObjectReference> ImagePullSecrets { get; set; }

    [Field("automountServiceAccountToken", 4)]
    public partial bool? AutomountServiceAccountToken { get; set; }
}
