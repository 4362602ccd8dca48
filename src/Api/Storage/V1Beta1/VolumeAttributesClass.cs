using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Storage.V1Beta1;

[KubernetesType("io.k8s.api.storage.v1beta1.VolumeAttributesClass")]
[Kind("storage.k8s.io", "v1beta1", "VolumeAttributesClass")]
[Resource("volumeattributesclasses", "volumeattributesclass", Namespaced = false, ShortNames = "vac")]
public sealed partial class VolumeAttributesClass : KubernetesObject
{
    [Field("driverName", 2, Always = true, Required = true, Default = "\"\"")]
    public partial string DriverName { get; set; }

    [Field("parameters", 3)]
    public partial MapOf<string> Parameters { get; set; }
}
