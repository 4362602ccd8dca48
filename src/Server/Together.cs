namespace Navarch.Server;

/// <summary>Parts that run until cancelled: when one ends, all end, and its failure is thrown.</summary>
internal static class Together
{
    public static async Task RunAsync(CancellationTokenSource stop, params Task[] parts)
    {
        var first = await Task.WhenAny(parts).ConfigureAwait(false);
        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first.ConfigureAwait(false);
    }
}
