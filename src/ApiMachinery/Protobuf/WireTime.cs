using System.Globalization;
using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>Times as protobuf holds them: seconds since 1970 and nanoseconds.</summary>
internal static class WireTime
{
    private static readonly long Least = DateTimeOffset.MinValue.ToUnixTimeSeconds();
    private static readonly long Most = DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    public static (long Seconds, int Nanos) ToWire(string text)
    {
        var time = Timestamps.Parse(text);
        var seconds = time.ToUnixTimeSeconds();
        return (seconds, (int)((time - DateTimeOffset.FromUnixTimeSeconds(seconds)).Ticks * 100));
    }

    /// <summary>The document's text; null for Go's zero time.</summary>
    public static string? ToText(long seconds, long nanos, bool micro)
    {
        if (seconds < Least || seconds > Most || nanos is < 0 or >= 1_000_000_000)
        {
            throw new DecodeException(string.Create(CultureInfo.InvariantCulture, $"time out of range: {seconds}s {nanos}ns"));
        }
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanos / 100);
        if (time == DateTimeOffset.MinValue)
        {
            return null;
        }
        return micro ? Timestamps.FormatMicro(time) : Timestamps.Format(time);
    }
}
