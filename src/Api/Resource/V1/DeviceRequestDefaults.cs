using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Resource.V1;

/// <summary>What upstream sets in requests for devices.</summary>
internal static class DeviceRequestDefaults
{
    private const string ExactCount = "ExactCount";

    public static void Set(ResourceClaimSpec spec)
    {
        foreach (var request in spec.Devices.Requests)
        {
            if (request.Exactly is { } exactly)
            {
                exactly.AllocationMode = exactly.AllocationMode.Length == 0 ? ExactCount : exactly.AllocationMode;
                exactly.Count = exactly.Count == 0 && exactly.AllocationMode == ExactCount ? 1 : exactly.Count;
                SetTolerations(exactly.Tolerations);
            }
            foreach (var sub in request.FirstAvailable)
            {
                sub.AllocationMode = sub.AllocationMode.Length == 0 ? ExactCount : sub.AllocationMode;
                sub.Count = sub.Count == 0 && sub.AllocationMode == ExactCount ? 1 : sub.Count;
                SetTolerations(sub.Tolerations);
            }
        }
    }

    private static void SetTolerations(ListOf<DeviceToleration> tolerations)
    {
        foreach (var toleration in tolerations)
        {
            toleration.Operator = toleration.Operator.Length == 0 ? "Equal" : toleration.Operator;
        }
    }
}
