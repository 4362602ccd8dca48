namespace Navarch.KubeProxy;

/// <summary>Every bound of kube-proxy and its reason.</summary>
internal static class Limits
{
    /// <summary>Elements in one "add element": keeps nft's parser and a refused line's message small.</summary>
    public const int ElementsPerCommand = 500;

    /// <summary>The first transaction of 5,000 services with three endpoints each took nft 8 s on a busy machine of two cores; far beyond that it hangs.</summary>
    public static readonly TimeSpan CommandTimeout = TimeSpan.FromMinutes(2);

    /// <summary>nft repeats the whole refused input in its message; the first lines say what is wrong.</summary>
    public const int ErrorTextChars = 1500;

    /// <summary>nft takes names of up to 255 characters; the rest is left for prefixes and endpoint suffixes.</summary>
    public const int ChainNameChars = 200;

    /// <summary>First and last wait after a refused transaction.</summary>
    public static readonly TimeSpan RetryMin = TimeSpan.FromMilliseconds(200);

    public static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(30);

    /// <summary>How long unreferenced chains may stay when nothing else changes.</summary>
    public static readonly TimeSpan StaleDelay = TimeSpan.FromSeconds(1);

    /// <summary>UDP flows to forget after one transaction, each a process; the rest follows after the next one.</summary>
    public const int ConntrackDeletes = 256;

    /// <summary>How long the first rules wait for network policies that may not be readable at all.</summary>
    public static readonly TimeSpan PolicyPatience = TimeSpan.FromSeconds(10);
}
