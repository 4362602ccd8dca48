using System.Globalization;
using Navarch.ApiMachinery;

namespace Navarch.Api.Batch.V1;

/// <summary>The syntax of schedules: five fields, or a descriptor such as @daily or @every 1h.</summary>
public static class CronSchedule
{
    private static readonly (string Name, int Min, int Max)[] Fields =
        [("minute", 0, 59), ("hour", 0, 23), ("day of month", 1, 31), ("month", 1, 12), ("day of week", 0, 6)];

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>What is wrong with a schedule; null when nothing is. The texts are those of the library that upstream uses.</summary>
    public static string? FindError(string schedule)
    {
        if (schedule.StartsWith("TZ=", StringComparison.Ordinal) || schedule.StartsWith("CRON_TZ=", StringComparison.Ordinal))
        {
            var space = schedule.IndexOf(' ', StringComparison.Ordinal);
            schedule = space < 0 ? "" : schedule[space..].Trim();
        }
        if (schedule.StartsWith('@'))
        {
            return FindDescriptorError(schedule);
        }
        var fields = schedule.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields.Length)
        {
            return $"expected exactly 5 fields, found {fields.Length}: [{string.Join(' ', fields)}]";
        }
        for (var i = 0; i < fields.Length; i++)
        {
            foreach (var range in fields[i].Split(','))
            {
                if (FindRangeError(range, i) is { } error)
                {
                    return error;
                }
            }
        }
        return null;
    }

    private static string? FindDescriptorError(string schedule)
    {
        if (schedule is "@yearly" or "@annually" or "@monthly" or "@weekly" or "@daily" or "@midnight" or "@hourly")
        {
            return null;
        }
        if (schedule.StartsWith("@every ", StringComparison.Ordinal))
        {
            var duration = schedule["@every ".Length..];
            return ApiMachinery.Documents.GoDuration.Parse(duration) is null ? $"failed to parse duration {schedule}: time: invalid duration {GoText.Quote(duration)}" : null;
        }
        return $"unrecognized descriptor: {schedule}";
    }

    private static string? FindRangeError(string expression, int field)
    {
        var (_, min, max) = Fields[field];
        var steps = expression.Split('/');
        var bounds = steps[0].Split('-');
        int start, end;
        if (bounds[0] is "*" or "?")
        {
            (start, end) = (min, max);
        }
        else
        {
            if (!TryParse(bounds[0], field, out start, out var error))
            {
                return error;
            }
            end = start;
            if (bounds.Length == 2 && !TryParse(bounds[1], field, out end, out error))
            {
                return error;
            }
            if (bounds.Length > 2)
            {
                return $"too many hyphens: {expression}";
            }
        }
        var step = 1;
        if (steps.Length == 2)
        {
            if (!TryNumber(steps[1], out step, out var error))
            {
                return error;
            }
            end = bounds.Length == 1 ? max : end;
        }
        else if (steps.Length > 2)
        {
            return $"too many slashes: {expression}";
        }
        if (start < min)
        {
            return $"beginning of range ({start}) below minimum ({min}): {expression}";
        }
        if (end > max)
        {
            return $"end of range ({end}) above maximum ({max}): {expression}";
        }
        if (start > end)
        {
            return $"beginning of range ({start}) beyond end of range ({end}): {expression}";
        }
        return step == 0 ? $"step of range should be a positive number: {expression}" : null;
    }

    private static bool TryParse(string text, int field, out int value, out string? error)
    {
        var names = field switch { 3 => Months, 4 => Days, _ => [] };
        var index = Array.FindIndex(names, name => string.Equals(name, text, StringComparison.OrdinalIgnoreCase));
        if (index >= 0)
        {
            value = index + (field == 3 ? 1 : 0);
            error = null;
            return true;
        }
        return TryNumber(text, out value, out error);
    }

    private static bool TryNumber(string text, out int value, out string? error)
    {
        error = null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            error = $"failed to parse int from {text}: strconv.Atoi: parsing {GoText.Quote(text)}: invalid syntax";
            return false;
        }
        if (value < 0)
        {
            error = $"negative number ({value}) not allowed: {text}";
            return false;
        }
        return true;
    }
}
