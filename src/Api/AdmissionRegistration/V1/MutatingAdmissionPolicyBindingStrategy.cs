namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>The rules of MutatingAdmissionPolicyBinding.</summary>
public sealed class MutatingAdmissionPolicyBindingStrategy : ResourceStrategy<MutatingAdmissionPolicyBinding>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        AdmissionDefaults.SetMatch(((MutatingAdmissionPolicyBinding)obj).Spec.MatchResources);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<MutatingAdmissionPolicyBinding>("PolicyName", "The policy.", static o => o.Spec.PolicyName),
        Cells.Of<MutatingAdmissionPolicyBinding>("ParamRef", "Its parameters.", static o => AdmissionDefaults.TextOf(o.Spec.ParamRef)),
        TableColumn.Age,
    ];
}
