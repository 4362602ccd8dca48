using Navarch.Api.Apps.V1;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Policy.V1;

/// <summary>The rules for PodDisruptionBudgets.</summary>
internal static class PodDisruptionBudgetValidation
{
    public static void Validate(PodDisruptionBudget budget, FieldErrorList errors)
    {
        var (spec, path) = (budget.Spec, FieldPath.Spec);
        if (spec.MinAvailable is not null && spec.MaxUnavailable is not null)
        {
            errors.Invalid(path, FieldErrorText.Internal(spec), "minAvailable and maxUnavailable cannot be both set");
        }
        WorkloadValidation.ValidateIntOrPercent(errors, spec.MinAvailable, path.Child("minAvailable"));
        WorkloadValidation.ValidateAtMost100Percent(errors, spec.MinAvailable, path.Child("minAvailable"));
        WorkloadValidation.ValidateIntOrPercent(errors, spec.MaxUnavailable, path.Child("maxUnavailable"));
        WorkloadValidation.ValidateAtMost100Percent(errors, spec.MaxUnavailable, path.Child("maxUnavailable"));
        LabelSelectorValidation.Validate(errors, spec.Selector, path.Child("selector"));
        Check.OneOf(errors, path.Child("unhealthyPodEvictionPolicy"), spec.UnhealthyPodEvictionPolicy, "AlwaysAllow", "IfHealthyBudget");
    }
}
