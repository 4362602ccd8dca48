namespace Navarch.Store.Etcd;

/// <summary>Every bound of the etcd client, with its reason.</summary>
internal static class Limits
{
    /// <summary>Batches that a watch holds for a reader that doesn't read; then HTTP/2's flow control holds etcd back.</summary>
    public const int WatchBatches = 64;

    /// <summary>An answer's size; etcd sends at most what was asked for, and kube-apiserver's pages are smaller.</summary>
    public const int MaxMessageBytes = 512 * 1024 * 1024;

    /// <summary>A watch stream's HTTP/2 window.</summary>
    public const int StreamWindowBytes = 1024 * 1024;

    /// <summary>The pause after all members have failed: long enough not to spin, short against an election (one second).</summary>
    public static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    /// <summary>A connection that answers no ping for so long is given up, and with it the watches on it.</summary>
    public static readonly TimeSpan PingPeriod = TimeSpan.FromSeconds(5);
}
