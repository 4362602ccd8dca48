using Navarch.Client;
using Navarch.Testing;

namespace Navarch.Client.Tests;

public sealed class WorkQueueTests
{
    private readonly ManualTimeProvider _time = new();

    private WorkQueue<string> Queue() => new("test", _time);

    [Fact]
    public async Task A_key_that_is_added_twice_comes_once()
    {
        using var queue = Queue();
        queue.Add("a");
        queue.Add("a");
        queue.Add("b");
        Assert.Equal(2, queue.Count);
        Assert.Equal("a", await queue.GetAsync(default));
        Assert.Equal("b", await queue.GetAsync(default));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task A_key_that_is_added_while_it_is_worked_on_comes_again_when_that_is_done()
    {
        using var queue = Queue();
        queue.Add("a");
        await queue.GetAsync(default);
        queue.Add("a");
        queue.Add("a");
        Assert.Equal(0, queue.Count);
        queue.Done("a");
        Assert.Equal(1, queue.Count);
        Assert.Equal("a", await queue.GetAsync(default));
        queue.Done("a");
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task Delayed_keys_come_in_the_order_of_their_times_and_the_shortest_delay_counts()
    {
        using var queue = Queue();
        queue.AddAfter("late", TimeSpan.FromSeconds(10));
        queue.AddAfter("soon", TimeSpan.FromSeconds(2));
        queue.AddAfter("late", TimeSpan.FromSeconds(5));
        queue.AddAfter("late", TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, queue.Count);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("soon", await queue.GetAsync(default));
        _time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("late", await queue.GetAsync(default));
        queue.Done("late");
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public void A_key_that_fails_waits_twice_as_long_each_time_up_to_the_bound()
    {
        using var queue = Queue();
        for (var failure = 0; failure < 3; failure++)
        {
            queue.AddRateLimited("a");
            _time.Advance(TimeSpan.FromMilliseconds((5 << failure) - 1));
            Assert.Equal(failure == 0 ? 0 : 1, queue.Count);
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(1, queue.Count);
        }
        Assert.Equal(3, queue.NumRequeues("a"));
        for (var failure = 0; failure < 40; failure++)
        {
            queue.AddRateLimited("b");
        }
        queue.Forget("a");
        Assert.Equal(0, queue.NumRequeues("a"));
        Assert.Equal(40, queue.NumRequeues("b"));
    }

    [Fact]
    public async Task A_waiting_worker_is_woken_by_a_key_and_by_a_stop()
    {
        using var queue = Queue();
        var got = queue.GetAsync(default).AsTask();
        Assert.False(got.IsCompleted);
        queue.Add("a");
        Assert.Equal("a", await got);
        using var stop = new CancellationTokenSource();
        var waiting = queue.GetAsync(stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }
}
