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
}
