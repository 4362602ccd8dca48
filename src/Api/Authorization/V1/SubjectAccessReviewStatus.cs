using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Authorization.V1;

[KubernetesType("io.k8s.api.authorization.v1.SubjectAccessReviewStatus")]
public sealed partial class SubjectAccessReviewStatus
{
    [Field("allowed", 1, Always = true, Required = true, Default = "false")]
    public partial bool Allowed { get; set; }

    [Field("reason", 2)]
    public partial string Reason { get; set; }

    [Field("evaluationError", 3)]
    public partial string EvaluationError { get; set; }

    [Field("denied", 4)]
    public partial bool Denied { get; set; }
}
