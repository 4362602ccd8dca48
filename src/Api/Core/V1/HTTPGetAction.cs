using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.HTTPGetAction")]
public sealed partial class HTTPGetAction
{
    [Field("path", 1)]
    public partial string Path { get; set; }

    [Field("port", 2, Always = true, Required = true)]
    public partial IntOrString? Port { get; set; }

    [Field("host", 3)]
    public partial string Host { get; set; }

    [Field("scheme", 4)]
    public partial string Scheme { get; set; }

    [Field("httpHeaders", 5)]
    public partial ListOf<HTTPHeader> HttpHeaders { get; set; }
}
