using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rounding of resource lists.</summary>
internal static class QuantityDefaults
{
    private const int Milli = -3;

    /// <summary>The list with what is finer than a thousandth rounded up, as the API has promised since it counted in thousandths.</summary>
    public static MapOf<Quantity> Rounded(MapOf<Quantity> list)
    {
        foreach (var (name, quantity) in list)
        {
            var rounded = quantity.RoundUp(Milli);
            if (rounded != quantity)
            {
                list = list.With(name, rounded);
            }
        }
        return list;
    }
}
