using Navarch.Api.Core.V1;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;
using Navarch.Kubelet.Statuses;
using static Navarch.Kubelet.Tests.Build;

namespace Navarch.Kubelet.Tests.Statuses;

public sealed class PodStatusBuilderTests
{
    private readonly ProbeResults probes = new();

    [Fact]
    public void Before_anything_runs_a_container_is_being_created()
    {
        var status = Compute(Pod("Always", Container("a")), RuntimePod.Empty("uid-1"));
        Assert.Equal("Pending", status.Phase);
        Assert.Equal("ContainerCreating", status.ContainerStatuses[0].State.Waiting!.Reason);
        Assert.Equal("False", Condition(status, "PodReadyToStartContainers").Status);
        Assert.Equal("containers with unready status: [a]", Condition(status, "Ready").Message);
        Assert.Equal(Now, status.StartTime);
        Assert.Equal(3, status.ObservedGeneration);
    }

    [Fact]
    public void A_running_pod_without_probes_is_ready_and_has_its_address()
    {
        var a = Container("a");
        var status = Compute(Pod("Always", a), Observed(Sandbox(), Running(a)));
        Assert.Equal("Running", status.Phase);
        Assert.Equal("10.0.0.9", status.PodIP);
        Assert.Equal("192.0.2.1", status.HostIP);
        Assert.All(["PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady"], type => Assert.Equal("True", Condition(status, type).Status));
        Assert.Equal("containerd://a-id", status.ContainerStatuses[0].ContainerID);
    }

    [Fact]
    public void A_readiness_probe_holds_ready_back_until_it_passes()
    {
        var a = Container("a");
        a.ReadinessProbe = new Probe();
        Assert.False(Compute(Pod("Always", a), Observed(Sandbox(), Running(a))).ContainerStatuses[0].Ready);
        probes.Set("a-id", ProbeKind.Readiness, true);
        Assert.True(Compute(Pod("Always", a), Observed(Sandbox(), Running(a))).ContainerStatuses[0].Ready);
    }

    [Fact]
    public void A_crash_loop_shows_what_it_waits_for_and_how_it_ended()
    {
        var a = Container("a");
        var waiting = new Dictionary<string, WaitingReason> { ["a"] = new("CrashLoopBackOff", "back-off 10s") };
        var status = Compute(Pod("Always", a), Observed(Sandbox(), Exited(a, 3, restartCount: 1)), waiting: waiting);
        Assert.Equal("Running", status.Phase);
        Assert.Equal("CrashLoopBackOff", status.ContainerStatuses[0].State.Waiting!.Reason);
        Assert.Equal(3, status.ContainerStatuses[0].LastState.Terminated!.ExitCode);
        Assert.Equal(1, status.ContainerStatuses[0].RestartCount);
    }

    [Theory]
    [InlineData("Never", 0, "Succeeded", "Completed")]
    [InlineData("Never", 1, "Failed", "Error")]
    [InlineData("OnFailure", 0, "Succeeded", "Completed")]
    [InlineData("OnFailure", 1, "Running", "Error")]
    [InlineData("Always", 0, "Running", "Completed")]
    public void The_phase_of_an_ended_container_follows_the_restart_policy(string policy, int exitCode, string phase, string reason)
    {
        var a = Container("a");
        var status = Compute(Pod(policy, a), Observed(Sandbox(), Exited(a, exitCode)));
        Assert.Equal(phase, status.Phase);
        Assert.Equal(reason, status.ContainerStatuses[0].State.Terminated!.Reason);
    }

    [Fact]
    public void A_deleted_pod_whose_containers_were_killed_has_failed()
    {
        var a = Container("a");
        Assert.Equal("Failed", Compute(Pod("Always", a), Observed(Sandbox(), Exited(a, 137)), terminated: true).Phase);
        Assert.Equal("Succeeded", Compute(Pod("Always", a), Observed(Sandbox(), Exited(a, 0)), terminated: true).Phase);
    }

    [Fact]
    public void While_init_containers_run_the_pod_is_pending_and_says_which()
    {
        var (i, a) = (Container("i"), Container("a"));
        var pod = Pod("Always", a);
        pod.Spec.InitContainers = [i];
        var status = Compute(pod, Observed(Sandbox(), Running(i)));
        Assert.Equal("Pending", status.Phase);
        Assert.Equal("PodInitializing", status.ContainerStatuses[0].State.Waiting!.Reason);
        Assert.Equal("containers with incomplete status: [i]", Condition(status, "Initialized").Message);
    }

    [Fact]
    public void A_transition_time_changes_only_with_the_status_and_others_conditions_stay()
    {
        var a = Container("a");
        var pod = Pod("Always", a);
        pod.Status.Conditions = [new PodCondition { Type = "PodScheduled", Status = "True" }];
        var first = Compute(pod, Observed(Sandbox(), Running(a)));
        var second = Compute(pod, Observed(Sandbox(), Running(a)), previous: first, now: Now.AddMinutes(1));
        Assert.Equal(Now, Condition(second, "Ready").LastTransitionTime);
        Assert.Equal("True", Condition(second, "PodScheduled").Status);
        var third = Compute(pod, Observed(Sandbox(), Exited(a, 1)), previous: second, now: Now.AddMinutes(2));
        Assert.Equal(Now.AddMinutes(2), Condition(third, "Ready").LastTransitionTime);
    }

    [Fact]
    public void A_finished_pod_stays_finished()
    {
        var a = Container("a");
        var previous = new PodStatus { Phase = "Succeeded" };
        Assert.Equal("Succeeded", Compute(Pod("Never", a), RuntimePod.Empty("uid-1"), previous: previous).Phase);
    }

    private static PodCondition Condition(PodStatus status, string type) => status.Conditions.Single(c => c.Type == type);

    private PodStatus Compute(
        Pod pod, RuntimePod observed, PodStatus? previous = null, DateTimeOffset? now = null, bool terminated = false,
        IReadOnlyDictionary<string, WaitingReason>? waiting = null) => PodStatusBuilder.Compute(new StatusInput
        {
            Pod = pod,
            Previous = previous ?? new PodStatus(),
            Observed = observed,
            Probes = probes,
            Now = now ?? Now,
            HostIp = "192.0.2.1",
            Waiting = waiting ?? new Dictionary<string, WaitingReason>(),
            Terminating = terminated,
            Terminated = terminated,
        });
}
