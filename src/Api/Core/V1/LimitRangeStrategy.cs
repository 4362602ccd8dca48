namespace Navarch.Api.Core.V1;

/// <summary>The rules of LimitRange.</summary>
public sealed class LimitRangeStrategy : ResourceStrategy<LimitRange>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        foreach (var item in ((LimitRange)obj).Spec.Limits)
        {
            item.Max = QuantityDefaults.Rounded(item.Max);
            item.Min = QuantityDefaults.Rounded(item.Min);
            item.Default = QuantityDefaults.Rounded(item.Default);
            item.DefaultRequest = QuantityDefaults.Rounded(item.DefaultRequest);
            item.MaxLimitRequestRatio = QuantityDefaults.Rounded(item.MaxLimitRequestRatio);
            if (item.Type == "Container")
            {
                SetContainer(item);
            }
        }
    }

    // A limit not given is the maximum; a request not given is the limit, else the minimum.
    private static void SetContainer(LimitRangeItem item)
    {
        foreach (var (name, max) in item.Max)
        {
            item.Default = item.Default.ContainsKey(name) ? item.Default : item.Default.With(name, max);
        }
        foreach (var (name, limit) in item.Default)
        {
            item.DefaultRequest = item.DefaultRequest.ContainsKey(name) ? item.DefaultRequest : item.DefaultRequest.With(name, limit);
        }
        foreach (var (name, min) in item.Min)
        {
            item.DefaultRequest = item.DefaultRequest.ContainsKey(name) ? item.DefaultRequest : item.DefaultRequest.With(name, min);
        }
    }
}
