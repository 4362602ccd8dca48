using Navarch.Api.Batch.V1;
using Navarch.Api.Core.V1;
using Navarch.ControllerManager.Jobs;

namespace Navarch.ControllerManager.Tests.Jobs;

public sealed class JobPlanTests
{
    private static Job Job(int? completions = 1, int? parallelism = 1)
    {
        var job = new Job();
        job.Metadata.Name = "job";
        job.Spec.Completions = completions;
        job.Spec.Parallelism = parallelism;
        return job;
    }

    private static Pod Tracked(string name, string phase)
    {
        var pod = Pods.Make(name, phase: phase, ready: false, ageSeconds: 3600);
        pod.Metadata.Finalizers = [JobPlan.TrackingFinalizer];
        return pod;
    }

    [Fact]
    public void It_starts_as_many_pods_as_may_run_beside_each_other() => Assert.Equal(2, JobPlan.Next(Job(5, 2), [], Pods.Now).Create.Count);

    [Fact]
    public void It_is_complete_when_enough_succeeded()
    {
        var step = JobPlan.Next(Job(), [Tracked("a", "Succeeded")], Pods.Now);
        Assert.Equal(1, step.Status.Succeeded);
        Assert.Contains(step.Status.Conditions, c => c is { Type: "Complete", Status: "True", Reason: "CompletionsReached" });
        Assert.Single(step.Counted);
        Assert.Empty(step.Create);
    }

    [Fact]
    public void It_fails_when_more_than_the_limit_failed()
    {
        var job = Job();
        job.Spec.BackoffLimit = 1;
        var step = JobPlan.Next(job, [Tracked("a", "Failed"), Tracked("b", "Failed")], Pods.Now);
        Assert.Contains(step.Status.Conditions, c => c is { Type: "Failed", Reason: "BackoffLimitExceeded" });
    }

    [Fact]
    public void A_failure_is_followed_by_a_pause()
    {
        var failed = Tracked("a", "Failed");
        failed.Status.Conditions[0].LastTransitionTime = Pods.Now.AddSeconds(-3);
        var step = JobPlan.Next(Job(), [failed], Pods.Now);
        Assert.Empty(step.Create);
        Assert.Equal(TimeSpan.FromSeconds(7), step.Again);
    }

    [Fact]
    public void Each_index_gets_a_pod_until_it_succeeded()
    {
        var job = Job(3, 3);
        job.Spec.CompletionMode = "Indexed";
        var done = Tracked("a", "Succeeded");
        done.Metadata.Annotations = done.Metadata.Annotations.With(JobPlan.IndexAnnotation, "1");
        var step = JobPlan.Next(job, [done], Pods.Now);
        Assert.Equal([0, 2], step.Create);
        Assert.Equal("1", step.Status.CompletedIndexes);
        Assert.Equal("job-2", JobPlan.Make(job, 2).Spec.Hostname);
    }

    [Fact]
    public void A_suspended_job_stops_its_pods()
    {
        var job = Job();
        job.Spec.Suspend = true;
        var step = JobPlan.Next(job, [Tracked("a", "Running")], Pods.Now);
        Assert.Single(step.Delete);
        Assert.Contains(step.Status.Conditions, c => c is { Type: "Suspended", Status: "True" });
    }
}
