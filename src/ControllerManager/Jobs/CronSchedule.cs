using System.Globalization;

namespace Navarch.ControllerManager.Jobs;

/// <summary>
/// A schedule of five fields (minute, hour, day of month, month, day of week), a macro such as @daily, or @every with a duration. A day matches when either
/// day field does, unless one of them begins with a star. Pure.
/// </summary>
internal sealed class CronSchedule
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
    private readonly ulong _minutes, _hours, _daysOfMonth, _months, _daysOfWeek;
    private readonly bool _anyDay;
    private readonly TimeSpan? _every;

    private CronSchedule(TimeSpan every) => _every = every;

    private CronSchedule(string[] fields)
    {
        _minutes = Parse(fields[0], 0, 59, null);
        _hours = Parse(fields[1], 0, 23, null);
        _daysOfMonth = Parse(fields[2], 1, 31, null);
        _months = Parse(fields[3], 1, 12, Months);
        var week = Parse(fields[4], 0, 7, Days);
        _daysOfWeek = (week & 0x7f) | ((week >> 7) & 1);
        _anyDay = fields[2].StartsWith('*') || fields[2] == "?" || fields[4].StartsWith('*') || fields[4] == "?";
    }

    /// <summary>Reads a schedule.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static CronSchedule Parse(string text)
    {
        text = text.Trim();
        if (text.StartsWith("@every ", StringComparison.Ordinal))
        {
            var nanoseconds = ApiMachinery.Documents.GoDuration.Parse(text[7..].Trim()) ?? throw new FormatException($"failed to parse duration {text}");
            return new CronSchedule(TimeSpan.FromSeconds(Math.Max(1, nanoseconds / 1_000_000_000)));
        }
        var expanded = text switch
        {
            "@yearly" or "@annually" => "0 0 1 1 *",
            "@monthly" => "0 0 1 * *",
            "@weekly" => "0 0 * * 0",
            "@daily" or "@midnight" => "0 0 * * *",
            "@hourly" => "0 * * * *",
            _ => text,
        };
        var fields = expanded.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 5 ? new CronSchedule(fields) : throw new FormatException($"expected exactly 5 fields, found {fields.Length}: {text}");
    }

    /// <summary>The first time after another one, in a zone; null when there is none within five years.</summary>
    public DateTimeOffset? Next(DateTimeOffset after, TimeZoneInfo zone)
    {
        if (_every is { } every)
        {
            return new DateTimeOffset(after.Ticks - (after.Ticks % TimeSpan.TicksPerSecond), after.Offset) + every;
        }
        var local = TimeZoneInfo.ConvertTime(after, zone);
        var time = new DateTime(local.Year, local.Month, local.Day, local.Hour, local.Minute, 0, DateTimeKind.Unspecified).AddMinutes(1);
        var limit = time.AddYears(5);
        while (time < limit)
        {
            if (!Has(_months, time.Month))
            {
                time = new DateTime(time.Year, time.Month, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMonths(1);
            }
            else if (!DayMatches(time))
            {
                time = time.Date.AddDays(1);
            }
            else if (!Has(_hours, time.Hour))
            {
                time = new DateTime(time.Year, time.Month, time.Day, time.Hour, 0, 0, DateTimeKind.Unspecified).AddHours(1);
            }
            else if (!Has(_minutes, time.Minute) || zone.IsInvalidTime(time))
            {
                time = time.AddMinutes(1);
            }
            else
            {
                var found = new DateTimeOffset(time, zone.GetUtcOffset(time)).ToUniversalTime();
                if (found > after)
                {
                    return found;
                }
                time = time.AddMinutes(1);
            }
        }
        return null;
    }

    private bool DayMatches(DateTime time)
    {
        var month = Has(_daysOfMonth, time.Day);
        var week = Has(_daysOfWeek, (int)time.DayOfWeek);
        return _anyDay ? month && week : month || week;
    }

    private static bool Has(ulong set, int value) => (set >> value & 1) == 1;

    private static ulong Parse(string field, int least, int most, string[]? names)
    {
        var set = 0UL;
        foreach (var part in field.Split(','))
        {
            var slash = part.IndexOf('/', StringComparison.Ordinal);
            var range = slash < 0 ? part : part[..slash];
            var step = slash < 0 ? 1 : Number(part[(slash + 1)..], null);
            int from, to;
            var dash = range.IndexOf('-', StringComparison.Ordinal);
            if (range is "*" or "?")
            {
                (from, to) = (least, most == 7 ? 6 : most);
            }
            else if (dash > 0)
            {
                (from, to) = (Number(range[..dash], names), Number(range[(dash + 1)..], names));
            }
            else
            {
                from = Number(range, names);
                to = slash < 0 ? from : most;
            }
            if (from < least || to > most || from > to || step <= 0)
            {
                throw new FormatException($"value out of range ({least} - {most}): {field}");
            }
            for (var i = from; i <= to; i += step)
            {
                set |= 1UL << i;
            }
        }
        return set;

        int Number(string text, string[]? words)
        {
            if (words is not null && Array.IndexOf(words, text.ToLowerInvariant()) is >= 0 and var index)
            {
                return ReferenceEquals(words, Months) ? index + 1 : index;
            }
            return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"failed to parse int from {text}");
        }
    }
}
