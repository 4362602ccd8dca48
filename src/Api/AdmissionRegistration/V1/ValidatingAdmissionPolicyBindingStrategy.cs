namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>The rules of ValidatingAdmissionPolicyBinding.</summary>
public sealed class ValidatingAdmissionPolicyBindingStrategy : ResourceStrategy<ValidatingAdmissionPolicyBinding>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        AdmissionDefaults.SetMatch(((ValidatingAdmissionPolicyBinding)obj).Spec.MatchResources);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ValidatingAdmissionPolicyBinding>("PolicyName", "The policy.", static o => o.Spec.PolicyName),
        Cells.Of<ValidatingAdmissionPolicyBinding>("ParamRef", "Its parameters.", static o => AdmissionDefaults.TextOf(o.Spec.ParamRef)),
        TableColumn.Age,
    ];
}
