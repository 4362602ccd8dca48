using Navarch.Kubelet.Containers;
using Navarch.Kubelet.PodWorkers;

namespace Navarch.Kubelet.Tests.PodWorkers;

public sealed class BackOffTests
{
    private static readonly DateTimeOffset Start = Build.Now;

    [Fact]
    public void The_first_failure_is_tried_again_at_once_and_each_next_waits_twice_as_long_up_to_the_maximum()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
        var now = Start;
        Assert.Null(backOff.BlockedUntil("c", now, now));
        foreach (var seconds in new[] { 10, 20, 40, 80, 160, 300, 300 })
        {
            backOff.Next("c", now, now);
            Assert.Equal(now.AddSeconds(seconds), backOff.BlockedUntil("c", now, now));
            now = now.AddSeconds(seconds);
            Assert.Null(backOff.BlockedUntil("c", now.AddSeconds(-seconds), now));
        }
    }

    [Fact]
    public void After_a_long_good_run_it_starts_over()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5));
        backOff.Next("c", Start, Start);
        backOff.Next("c", Start, Start);
        var later = Start.AddMinutes(11);
        Assert.Null(backOff.BlockedUntil("c", later, later));
        backOff.Next("c", later, later);
        Assert.Equal(TimeSpan.FromSeconds(10), backOff.Delay("c"));
    }

    [Theory]
    [InlineData(10, "10s")]
    [InlineData(80, "1m20s")]
    [InlineData(300, "5m0s")]
    public void Delays_are_written_as_go_does(int seconds, string text) => Assert.Equal(text, ContainerSpecs.GoDuration(TimeSpan.FromSeconds(seconds)));
}
