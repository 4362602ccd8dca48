using System.Collections.Frozen;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api;

public static partial class KindValidations
{
    private static FrozenDictionary<ObjectSchema, KindValidation> Make()
    {
        var rules = new Dictionary<ObjectSchema, KindValidation>();
        rules.Add<Pod>(PodValidation.Validate, PodValidation.ValidateUpdate, PodValidation.ValidateCreate);
        rules.Add<PersistentVolumeClaim>(PersistentVolumeClaimValidation.Validate, PersistentVolumeClaimValidation.ValidateUpdate);
        return rules.ToFrozenDictionary();
    }
}
