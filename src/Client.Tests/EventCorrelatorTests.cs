using Navarch.Api.Core.V1;
using Navarch.Client;
using Navarch.Testing;

namespace Navarch.Client.Tests;

public sealed class EventCorrelatorTests
{
    private readonly ManualTimeProvider _time = new();

    private Event Event(string message, string name = "pod") => new()
    {
        InvolvedObject = new ObjectReference { Kind = "Pod", Name = name, Namespace = "default" },
        Type = "Warning",
        Reason = "BackOff",
        Message = message,
        Count = 1,
        FirstTimestamp = _time.GetUtcNow(),
        LastTimestamp = _time.GetUtcNow(),
    };

    [Fact]
    public void An_equal_event_is_counted_on_the_one_that_exists()
    {
        var correlator = new EventCorrelator(_time);
        var first = correlator.Correlate(Event("restarting"))!;
        Assert.Null(first.Existing);
        correlator.Written(first, "pod.1");
        var second = correlator.Correlate(Event("restarting"))!;
        Assert.Equal("pod.1", second.Existing);
        Assert.Equal(2, second.Event.Count);
    }

    [Fact]
    public void Many_events_that_differ_only_by_their_message_are_combined()
    {
        var correlator = new EventCorrelator(_time);
        EventCorrelator.Outcome? last = null;
        for (var i = 0; i < 12; i++)
        {
            last = correlator.Correlate(Event("attempt " + i));
            correlator.Written(last!, "pod." + i);
        }
        Assert.StartsWith("(combined from similar events): ", last!.Event.Message, StringComparison.Ordinal);
        Assert.NotNull(last.Existing);
    }

    [Fact]
    public void More_events_than_the_burst_are_dropped_until_time_has_passed()
    {
        var correlator = new EventCorrelator(_time);
        var written = 0;
        for (var i = 0; i < 100; i++)
        {
            written += correlator.Correlate(Event("same")) is null ? 0 : 1;
        }
        Assert.Equal(Limits.EventBurst, written);
        Assert.NotNull(correlator.Correlate(Event("same", "other")));
        _time.Advance(Limits.EventRefill);
        Assert.NotNull(correlator.Correlate(Event("same")));
    }
}
