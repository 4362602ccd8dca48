using Navarch.Api.Apps.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ControllerManager.Deployments;

namespace Navarch.ControllerManager.Tests.Deployments;

public sealed class RolloutPlanTests
{
    private static Deployment Deployment(int replicas, IntOrString? maxSurge = null, IntOrString? maxUnavailable = null)
    {
        var deployment = new Deployment();
        deployment.Metadata.Name = "web";
        deployment.Spec.Replicas = replicas;
        deployment.Spec.Strategy.Type = "RollingUpdate";
        deployment.Spec.Strategy.RollingUpdate = new RollingUpdateDeployment { MaxSurge = maxSurge ?? "25%", MaxUnavailable = maxUnavailable ?? "25%" };
        return deployment;
    }

    private static ReplicaSet Set(string name, int replicas, int available, int age = 0, int? desired = null, int? max = null)
    {
        var set = new ReplicaSet();
        set.Metadata.Name = name;
        set.Metadata.CreationTimestamp = Pods.Now.AddSeconds(-age);
        set.Spec.Replicas = replicas;
        set.Status.Replicas = replicas;
        set.Status.AvailableReplicas = available;
        if (desired is { } d)
        {
            DeploymentAnnotations.SetSizes(set, d, max ?? d);
        }
        return set;
    }

    [Fact]
    public void The_new_set_grows_by_the_surge_before_the_old_one_shrinks()
    {
        var step = Assert.Single(RolloutPlan.RollingUpdate(Deployment(10), Set("new", 0, 0), [Set("old", 10, 10, 60)]));
        Assert.Equal(("new", 3), (step.ReplicaSet.Metadata.Name, step.Replicas));
    }

    [Fact]
    public void The_old_set_shrinks_only_as_far_as_enough_are_available()
    {
        var step = Assert.Single(RolloutPlan.RollingUpdate(Deployment(10), Set("new", 3, 0), [Set("old", 10, 10, 60)]));
        Assert.Equal(("old", 8), (step.ReplicaSet.Metadata.Name, step.Replicas));
        Assert.Empty(RolloutPlan.RollingUpdate(Deployment(10), Set("new", 5, 0), [Set("old", 8, 8, 60)]));
    }

    [Fact]
    public void Pods_that_serve_nobody_go_first()
    {
        var step = Assert.Single(RolloutPlan.RollingUpdate(Deployment(4, 1, 0), Set("new", 1, 1), [Set("broken", 2, 0, 60), Set("good", 2, 2, 90)]), s => s.ReplicaSet.Metadata.Name == "broken");
        Assert.True(step.Replicas < 2);
    }

    [Fact]
    public void A_simulated_rollout_ends_and_never_breaks_its_bounds()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var replicas = random.Next(1, 30);
            var deployment = Deployment(replicas, random.Next(0, 2) == 0 ? $"{random.Next(0, 101)}%" : random.Next(0, 5), random.Next(0, 2) == 0 ? $"{random.Next(0, 101)}%" : random.Next(0, 5));
            var newest = Set("new", 0, 0);
            var old = Set("old", replicas, replicas, 60);
            var steps = 0;
            while (newest.Status.AvailableReplicas != replicas || old.Spec.Replicas != 0)
            {
                Assert.True(steps++ < 1000, $"seed {seed}: no end");
                foreach (var scaling in RolloutPlan.RollingUpdate(deployment, newest, [old]))
                {
                    scaling.ReplicaSet.Spec.Replicas = scaling.Replicas;
                    scaling.ReplicaSet.Status.AvailableReplicas = Math.Min(scaling.ReplicaSet.Status.AvailableReplicas, scaling.Replicas);
                }
                var pods = RolloutPlan.Size(newest) + RolloutPlan.Size(old);
                Assert.True(pods <= replicas + RolloutPlan.MaxSurge(deployment), $"seed {seed}: {pods} pods of {replicas}");
                var available = newest.Status.AvailableReplicas + old.Status.AvailableReplicas;
                Assert.True(available >= replicas - RolloutPlan.MaxUnavailable(deployment), $"seed {seed}: {available} available of {replicas}");
                newest.Status.AvailableReplicas = random.Next(newest.Status.AvailableReplicas, RolloutPlan.Size(newest) + 1);
            }
        }
    }

    [Fact]
    public void A_new_size_in_the_middle_of_a_rollout_is_shared_out_in_proportion()
    {
        var deployment = Deployment(20, 5, 2);
        var steps = RolloutPlan.Scale(deployment, Set("new", 5, 5, 0, 10, 15), [Set("old", 10, 10, 60, 10, 15)]);
        Assert.Equal(25, steps.Sum(s => s.Replicas));
        Assert.All(steps, s => Assert.True(s.Replicas > RolloutPlan.Size(s.ReplicaSet)));
    }

    [Fact]
    public void A_changed_size_alone_is_a_scaling_event()
    {
        Assert.True(RolloutPlan.IsScalingEvent(Deployment(5), [Set("new", 3, 3, 0, 3)]));
        Assert.False(RolloutPlan.IsScalingEvent(Deployment(3), [Set("new", 3, 3, 0, 3)]));
        Assert.Equal(5, Assert.Single(RolloutPlan.Scale(Deployment(5), Set("new", 3, 3, 0, 3), [])).Replicas);
    }
}
