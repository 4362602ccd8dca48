using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ControllerManager.StatefulSets;

namespace Navarch.ControllerManager.Tests.StatefulSets;

public sealed class StatefulSetPlanTests
{
    private static StatefulSet Set(int replicas, string policy = "OrderedReady", int? partition = null)
    {
        var set = new StatefulSet();
        set.Metadata.Name = "db";
        set.Spec.Replicas = replicas;
        set.Spec.PodManagementPolicy = policy;
        set.Spec.UpdateStrategy.Type = "RollingUpdate";
        set.Spec.UpdateStrategy.RollingUpdate = partition is null ? null : new RollingUpdateStatefulSetStrategy { Partition = partition };
        return set;
    }

    private static string Plan(StatefulSet set, params Pod[] pods) =>
        string.Join(' ', StatefulSetPlan.Next(set, pods, "r1", "r2", Pods.Now).Select(s => s.Delete is { } pod ? "-" + pod.Metadata.Name : $"+{s.Ordinal}:{s.Revision}"));

    private static Pod Member(int ordinal, string revision = "r2", bool ready = true, bool deleting = false, string phase = "Running") =>
        Pods.Make("db-" + ordinal, ready: ready, deleting: deleting, phase: phase, revision: revision);

    [Fact]
    public void Members_come_one_by_one_each_when_the_last_is_ready()
    {
        Assert.Equal("+0:r2", Plan(Set(3)));
        Assert.Equal("", Plan(Set(3), Member(0, ready: false)));
        Assert.Equal("+1:r2", Plan(Set(3), Member(0)));
        Assert.Equal("", Plan(Set(1), Member(0)));
    }

    [Fact]
    public void Parallel_members_come_all_at_once() => Assert.Equal("+0:r2 +1:r2 +2:r2", Plan(Set(3, "Parallel")));

    [Fact]
    public void The_last_member_goes_first()
    {
        Assert.Equal("-db-2", Plan(Set(1), Member(0), Member(1), Member(2)));
        Assert.Equal("", Plan(Set(1), Member(0), Member(1), Member(2, deleting: true)));
        Assert.Equal("-db-2 -db-1", Plan(Set(1, "Parallel"), Member(0), Member(1), Member(2)));
    }

    [Fact]
    public void A_member_that_failed_is_removed_and_one_that_is_being_removed_is_waited_for()
    {
        Assert.Equal("-db-0", Plan(Set(2), Member(0, phase: "Failed")));
        Assert.Equal("", Plan(Set(2), Member(0, deleting: true)));
    }

    [Fact]
    public void An_update_goes_from_the_last_member_down_while_all_are_well()
    {
        Assert.Equal("-db-2", Plan(Set(3), Member(0, "r1"), Member(1, "r1"), Member(2, "r1")));
        Assert.Equal("-db-1", Plan(Set(3), Member(0, "r1"), Member(1, "r1"), Member(2)));
        Assert.Equal("", Plan(Set(3, partition: 2), Member(0, "r1"), Member(1, "r1"), Member(2)));
    }

    [Fact]
    public void Below_the_partition_a_lost_member_comes_back_as_it_was() =>
        Assert.Equal("+0:r1", Plan(Set(2, partition: 1), Member(1)));

    [Fact]
    public void With_OnDelete_nobody_is_updated()
    {
        var set = Set(1);
        set.Spec.UpdateStrategy.Type = "OnDelete";
        Assert.Equal("", Plan(set, Member(0, "r1")));
    }
}
