namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>The rules of ValidatingAdmissionPolicy.</summary>
public sealed class ValidatingAdmissionPolicyStrategy : ResourceStrategy<ValidatingAdmissionPolicy>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((ValidatingAdmissionPolicy)obj).Spec;
        spec.FailurePolicy ??= "Fail";
        AdmissionDefaults.SetMatch(spec.MatchConstraints);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<ValidatingAdmissionPolicy>("Validations", "How many rules it has.", static o => (long)o.Spec.Validations.Count, type: "integer"),
        Cells.Of<ValidatingAdmissionPolicy>("ParamKind", "The kind of its parameters.", static o => o.Spec.ParamKind is { } p ? p.ApiVersion + "/" + p.Kind : Cells.Unset),
        TableColumn.Age,
    ];
}
