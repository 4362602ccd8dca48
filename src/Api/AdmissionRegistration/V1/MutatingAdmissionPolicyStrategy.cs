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
}
