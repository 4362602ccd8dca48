using System.Globalization;
using Navarch.ControllerManager.Jobs;

namespace Navarch.ControllerManager.Tests.Jobs;

public sealed class CronScheduleTests
{
    [Theory]
    [InlineData("*/5 * * * *", "2026-01-01T00:02:00Z", "2026-01-01T00:05:00Z")]
    [InlineData("0 0 * * *", "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z")]
    [InlineData("@hourly", "2026-01-01T00:00:01Z", "2026-01-01T01:00:00Z")]
    [InlineData("30 4 1,15 * 5", "2026-01-01T05:00:00Z", "2026-01-02T04:30:00Z")]
    [InlineData("0 0 29 2 *", "2026-01-01T00:00:00Z", "2028-02-29T00:00:00Z")]
    [InlineData("0 12 * jan mon-fri", "2026-01-02T13:00:00Z", "2026-01-05T12:00:00Z")]
    [InlineData("15 10 * * 7", "2026-01-01T00:00:00Z", "2026-01-04T10:15:00Z")]
    [InlineData("@every 90s", "2026-01-01T00:00:00Z", "2026-01-01T00:01:30Z")]
    public void The_next_time_is_found(string schedule, string after, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture), CronSchedule.Parse(schedule).Next(DateTimeOffset.Parse(after, CultureInfo.InvariantCulture), TimeZoneInfo.Utc));

    [Theory]
    [InlineData("* * * *")]
    [InlineData("60 * * * *")]
    [InlineData("x * * * *")]
    public void What_is_no_schedule_is_refused(string schedule) => Assert.Throws<FormatException>(() => CronSchedule.Parse(schedule));

    [Fact]
    public void A_day_that_never_comes_has_no_next_time() => Assert.Null(CronSchedule.Parse("0 0 31 2 *").Next(Pods.Now, TimeZoneInfo.Utc));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("1,3-5,7")]
    public void Completion_indexes_read_as_they_are_written(string text) => Assert.Equal(text, Indexes.Format(Indexes.Parse(text)));
}
