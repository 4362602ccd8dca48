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
}
