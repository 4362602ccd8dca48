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
}
