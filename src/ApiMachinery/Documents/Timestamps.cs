using System.Globalization;

namespace Navarch.ApiMachinery.Documents;

/// <summary>Times as the API writes them: RFC 3339 in UTC, to the second (Time) or the microsecond (MicroTime).</summary>
public static class Timestamps
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Writes a Time.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Writes a MicroTime.</summary>
    public static string FormatMicro(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads either form.</summary>
    /// <exception cref="FormatException">The text is not an RFC 3339 time.</exception>
    public static DateTimeOffset Parse(string text) => TryParse(text, out var time)
        ? time
        : throw new FormatException($"parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse");

    /// <summary>Reads either form; false when the text is not an RFC 3339 time.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        // A fraction longer than .NET's seven digits is cut, as its further digits never survive storage.
        if (text.Length > 30 && text.IndexOf('.', StringComparison.Ordinal) is 19 and var dot)
        {
            var end = dot + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }
            if (end - dot > 8)
            {
                text = string.Concat(text.AsSpan(0, dot + 8), text.AsSpan(end));
            }
        }
        return DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }
}
