using Navarch.Api.Core.V1;
using Navarch.Kubelet.PodWorkers;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;
using static Navarch.Kubelet.Tests.Build;

namespace Navarch.Kubelet.Tests.PodWorkers;

public sealed class PodActionsTests
{
    private readonly ProbeResults probes = new();

    [Fact]
    public void A_new_pod_gets_a_sandbox_and_all_its_containers()
    {
        var actions = PodActions.Compute(Pod("Always", Container("a"), Container("b")), RuntimePod.Empty("uid-1"), probes);
        Assert.True(actions.CreateSandbox);
        Assert.False(actions.KillPod);
        Assert.Equal(["a", "b"], actions.Start.Select(c => c.Name));
    }

    [Fact]
    public void A_pod_that_runs_as_asked_needs_nothing()
    {
        var a = Container("a");
        Assert.True(PodActions.Compute(Pod("Always", a), Observed(Sandbox(), Running(a)), probes).Nothing);
    }

    [Theory]
    [InlineData("Always", 0, true)]
    [InlineData("Always", 1, true)]
    [InlineData("OnFailure", 0, false)]
    [InlineData("OnFailure", 1, true)]
    [InlineData("Never", 1, false)]
    public void An_ended_container_starts_again_as_the_restart_policy_says(string policy, int exitCode, bool again)
    {
        var (a, b) = (Container("a"), Container("b"));
        var actions = PodActions.Compute(Pod(policy, a, b), Observed(Sandbox(), Exited(a, exitCode), Running(b)), probes);
        Assert.Equal(again ? ["a"] : [], actions.Start.Select(c => c.Name));
        Assert.False(actions.KillPod);
    }

    [Fact]
    public void When_the_last_container_has_ended_for_good_the_sandbox_goes()
    {
        var a = Container("a");
        Assert.True(PodActions.Compute(Pod("Never", a), Observed(Sandbox(), Exited(a, 0)), probes).KillPod);
    }

    [Fact]
    public void A_dead_sandbox_is_replaced_under_the_next_number_and_everything_starts_again()
    {
        var a = Container("a");
        var actions = PodActions.Compute(Pod("Always", a), Observed(Sandbox(ready: false), Exited(a, 137)), probes);
        Assert.True(actions.KillPod);
        Assert.True(actions.CreateSandbox);
        Assert.Equal(1u, actions.Attempt);
        Assert.Single(actions.Start);
    }

    [Fact]
    public void A_dead_sandbox_of_a_finished_pod_is_not_replaced()
    {
        var a = Container("a");
        Assert.False(PodActions.Compute(Pod("Never", a), Observed(Sandbox(ready: false), Exited(a, 0)), probes).CreateSandbox);
    }

    [Fact]
    public void A_container_that_fails_its_liveness_probe_is_killed_and_started_again()
    {
        var a = Container("a");
        probes.Set("a-id", ProbeKind.Liveness, false);
        var actions = PodActions.Compute(Pod("Always", a), Observed(Sandbox(), Running(a)), probes);
        Assert.Equal("Container a failed liveness probe, will be restarted", Assert.Single(actions.Kill).Message);
        Assert.Single(actions.Start);
    }

    [Fact]
    public void A_new_image_replaces_the_container()
    {
        var a = Container("a");
        var before = Running(a);
        a.Image = "busybox:2";
        var actions = PodActions.Compute(Pod("Never", a), Observed(Sandbox(), before), probes);
        Assert.Equal("Container a definition changed, will be restarted", Assert.Single(actions.Kill).Message);
        Assert.Single(actions.Start);
    }

    [Fact]
    public void Init_containers_run_one_after_the_other()
    {
        var (i, j, a) = (Container("i"), Container("j"), Container("a"));
        var pod = Pod("Always", a);
        pod.Spec.InitContainers = [i, j];
        Assert.Equal("i", Assert.Single(PodActions.Compute(pod, RuntimePod.Empty("uid-1"), probes).StartInit).Name);
        Assert.True(PodActions.Compute(pod, Observed(Sandbox(), Running(i)), probes).Nothing);
        Assert.Equal("j", Assert.Single(PodActions.Compute(pod, Observed(Sandbox(), Exited(i, 0)), probes).StartInit).Name);
        var done = PodActions.Compute(pod, Observed(Sandbox(), Exited(j, 0), Exited(i, 0)), probes);
        Assert.Empty(done.StartInit);
        Assert.Equal("a", Assert.Single(done.Start).Name);
    }

    [Theory]
    [InlineData("Never", true)]
    [InlineData("OnFailure", false)]
    public void A_failed_init_container_ends_the_pod_only_if_it_may_not_be_tried_again(string policy, bool ends)
    {
        var i = Container("i");
        var pod = Pod(policy, Container("a"));
        pod.Spec.InitContainers = [i];
        var actions = PodActions.Compute(pod, Observed(Sandbox(), Exited(i, 1)), probes);
        Assert.Equal(ends, actions.KillPod);
        Assert.Equal(!ends, actions.StartInit.Count == 1);
    }

    [Fact]
    public void A_sidecar_lets_the_next_start_once_it_has_started_and_comes_back_when_it_ends()
    {
        var (side, a) = (Container("side", "Always"), Container("a"));
        side.StartupProbe = new Probe();
        var pod = Pod("Always", a);
        pod.Spec.InitContainers = [side];
        Assert.True(PodActions.Compute(pod, Observed(Sandbox(), Running(side)), probes).Nothing);
        probes.Set("side-id", ProbeKind.Startup, true);
        Assert.Single(PodActions.Compute(pod, Observed(Sandbox(), Running(side)), probes).Start);
        Assert.Equal("side", Assert.Single(PodActions.Compute(pod, Observed(Sandbox(), Running(a), Exited(side, 1)), probes).StartInit).Name);
    }

    [Fact]
    public void A_container_rule_restarts_on_its_exit_codes_only()
    {
        var a = Container("a", "Never");
        a.RestartPolicyRules = [new ContainerRestartRule { Action = "Restart", ExitCodes = new ContainerRestartRuleOnExitCodes { Operator = "In", Values = [42] } }];
        Assert.Single(PodActions.Compute(Pod("Never", a), Observed(Sandbox(), Exited(a, 42)), probes).Start);
        Assert.Empty(PodActions.Compute(Pod("Never", a), Observed(Sandbox(), Exited(a, 1)), probes).Start);
    }
}
