using Navarch.Api.Apps.V1;

namespace Navarch.ControllerManager.Tests;

public sealed class ReplicaSetControllerTests
{
    private static ReplicaSet Set(int replicas)
    {
        var set = new ReplicaSet();
        set.Metadata.Name = "web";
        set.Spec.Replicas = replicas;
        return set;
    }

    [Fact]
    public void What_is_missing_is_created_up_to_the_burst()
    {
        Assert.Equal(2, ReplicaSetController.Plan(Set(3), [Pods.Make("a"), Pods.Make("gone", deleting: true), Pods.Make("done", phase: "Failed")], Pods.Now).Create);
        Assert.Equal(Limits.BurstReplicas, ReplicaSetController.Plan(Set(2000), [], Pods.Now).Create);
    }

    [Fact]
    public void Those_go_first_whose_end_hurts_least()
    {
        var unscheduled = Pods.Make("unscheduled", node: "", phase: "Pending", ready: false);
        var pending = Pods.Make("pending", phase: "Pending", ready: false);
        var unready = Pods.Make("unready", ready: false);
        var crowdedA = Pods.Make("crowded-a", node: "n2", ageSeconds: 9000);
        var crowdedB = Pods.Make("crowded-b", node: "n2", ageSeconds: 9000);
        var alone = Pods.Make("alone", node: "n3", ageSeconds: 10);
        var plan = ReplicaSetController.Plan(Set(1), [alone, crowdedB, unready, crowdedA, pending, unscheduled], Pods.Now);
        Assert.Equal(["unscheduled", "pending", "unready", "crowded-a", "crowded-b"], plan.Delete.Select(p => p.Metadata.Name));
    }

    [Fact]
    public void The_status_counts_what_is_active_ready_and_available()
    {
        var set = Set(3);
        set.Spec.MinReadySeconds = 30;
        var status = ReplicaSetController.Observe(set, [Pods.Make("old", ageSeconds: 60), Pods.Make("young", ageSeconds: 5), Pods.Make("unready", ready: false), Pods.Make("gone", deleting: true)], null, Pods.Now);
        Assert.Equal((3, 2, 1, 1), (status.Replicas, status.ReadyReplicas, status.AvailableReplicas, status.TerminatingReplicas ?? 0));
    }

    [Fact]
    public void A_failure_stands_in_a_condition_until_it_is_over()
    {
        var set = Set(1);
        set.Status = ReplicaSetController.Observe(set, [], new InvalidOperationException("quota"), Pods.Now);
        Assert.Equal("FailedCreate", set.Status.Conditions[0].Reason);
        Assert.Empty(ReplicaSetController.Observe(set, [], null, Pods.Now).Conditions);
    }
}
