namespace Navarch.Api.AdmissionRegistration.V1;

/// <summary>The rules of MutatingAdmissionPolicy.</summary>
public sealed class MutatingAdmissionPolicyStrategy : ResourceStrategy<MutatingAdmissionPolicy>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((MutatingAdmissionPolicy)obj).Spec;
        spec.FailurePolicy ??= "Fail";
        AdmissionDefaults.SetMatch(spec.MatchConstraints);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<MutatingAdmissionPolicy>("Mutations", "How many changes it makes.", static o => (long)o.Spec.Mutations.Count, type: "integer"),
        Cells.Of<MutatingAdmissionPolicy>("ParamKind", "The kind of its parameters.", static o => o.Spec.ParamKind is { } p ? p.ApiVersion + "/" + p.Kind : Cells.Unset),
        TableColumn.Age,
    ];
}
