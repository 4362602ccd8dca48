using System.Diagnostics;

namespace Navarch.StoreBench;

/// <summary>What the disk gives anyone.</summary>
internal static class Floor
{
    /// <summary>Bytes that this process caused to be written to a disk.</summary>
    public static long BytesWritten() =>
        long.Parse(File.ReadLines("/proc/self/io").First(static line => line.StartsWith("write_bytes:", StringComparison.Ordinal)).AsSpan(13), System.Globalization.CultureInfo.InvariantCulture);

    public static double SyncsPerSecond(string path, TimeSpan duration)
    {
        using FileStream file = File.Create(path);
        byte[] page = new byte[4096];
        Stopwatch watch = Stopwatch.StartNew();
        int syncs = 0;
        while (watch.Elapsed < duration)
        {
            file.Write(page);
            file.Flush(flushToDisk: true);
            syncs++;
        }

        return syncs / watch.Elapsed.TotalSeconds;
    }
}
