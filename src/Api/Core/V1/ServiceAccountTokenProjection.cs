using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.ServiceAccountTokenProjection")]
public sealed partial class ServiceAccountTokenProjection
{
    [Field("audience", 1)]
    public partial string Audience { get; set; }

    [Field("expirationSeconds", 2)]
    public partial long? ExpirationSeconds { get; set; }

    [Field("path", 3, Always = true, Required = true, Default = "\"\"")]
    public partial string Path { get; set; }
}
