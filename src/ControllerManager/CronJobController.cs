using Navarch.Api.Batch.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Jobs;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;
using CronSchedule = Navarch.ControllerManager.Jobs.CronSchedule;


namespace Navarch.ControllerManager;

/// <summary>
/// Creates a Job at each time of a CronJob's schedule. A Job's name is made of its time, so that no time makes two. It owns the Jobs, and deletes the
/// oldest finished ones beyond the history limits.
/// </summary>
internal sealed class CronJobController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<CronJob> _cronJobs = context.Informers.For<CronJob>();
    private readonly SharedInformer<Job> _jobs = context.Informers.For<Job>().IndexByController();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<CronJob>();
        builder.Owns<Job>();
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_cronJobs.Get(request.Namespace, request.Name) is not { } cronJob || cronJob.IsDeleting())
        {
            return Result.Done;
        }
        var now = context.Time.GetUtcNow();
        var jobs = _jobs.OwnedBy(cronJob);
        await CleanUpAsync(cronJob, jobs, cancellationToken).ConfigureAwait(false);
        var updated = cronJob.Copy();
        var active = jobs.Where(j => !JobPlan.IsFinished(j)).ToList();
        updated.Status.Active = active.OrderBy(j => j.Metadata.Name, StringComparer.Ordinal).Select(Reference).ToListOf();
        var succeeded = jobs.Where(j => j.Status.Conditions.Any(c => c is { Type: "Complete", Status: "True" })).Select(j => j.Status.CompletionTime).Max();
        if (succeeded > (updated.Status.LastSuccessfulTime ?? DateTimeOffset.MinValue))
        {
            updated.Status.LastSuccessfulTime = succeeded;
        }
        TimeSpan? again = null;
        if (cronJob.Spec.Suspend != true)
        {
            CronSchedule schedule;
            TimeZoneInfo zone;
            try
            {
                schedule = CronSchedule.Parse(cronJob.Spec.Schedule);
                zone = cronJob.Spec.TimeZone is { Length: > 0 } name ? TimeZoneInfo.FindSystemTimeZoneById(name) : TimeZoneInfo.Utc;
            }
            catch (Exception e) when (e is FormatException or TimeZoneNotFoundException)
            {
                context.Events.Warning(cronJob, e is FormatException ? "UnparseableSchedule" : "UnknownTimeZone", e.Message);
                return Result.Done;
            }
            if (Due(cronJob, schedule, zone, now) is { } due && !jobs.Any(j => j.Metadata.Name == NameAt(cronJob, due)))
            {
                await StartAsync(cronJob, updated, active, due, cancellationToken).ConfigureAwait(false);
            }
            again = schedule.Next(now, zone) - now;
        }
        if (!DocNode.DeepEquals(updated.Status, cronJob.Status))
        {
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return new Result(again is { } wait ? wait + TimeSpan.FromMilliseconds(100) : null);
    }

    /// <summary>The latest time of the schedule that has come and not been served; null when there is none, or when it came too long ago.</summary>
    internal static DateTimeOffset? Due(CronJob cronJob, CronSchedule schedule, TimeZoneInfo zone, DateTimeOffset now)
    {
        var since = cronJob.Status.LastScheduleTime ?? cronJob.Metadata.CreationTimestamp ?? now;
        if (cronJob.Spec.StartingDeadlineSeconds is { } deadline && now.AddSeconds(-deadline) > since)
        {
            since = now.AddSeconds(-deadline);
        }
        DateTimeOffset? due = null;
        // Bounded: after a long pause only the last times count.
        for (var (time, missed) = (schedule.Next(since, zone), 0); time is { } t && t <= now; time = schedule.Next(t, zone))
        {
            due = t;
            if (++missed == 100)
            {
                since = now.AddDays(-1);
                time = t < since ? since : t;
            }
            else if (missed > 10_000)
            {
                break;
            }
        }
        return due;
    }

    private async Task StartAsync(CronJob cronJob, CronJob updated, List<Job> active, DateTimeOffset due, CancellationToken cancellationToken)
    {
        if (cronJob.Spec.ConcurrencyPolicy == "Forbid" && active.Count > 0)
        {
            context.Events.Normal(cronJob, "JobAlreadyActive", "Not starting job because prior execution is running and concurrency policy is Forbid");
            return;
        }
        if (cronJob.Spec.ConcurrencyPolicy == "Replace")
        {
            foreach (var job in active)
            {
                await DeleteAsync(cronJob, job, cancellationToken).ConfigureAwait(false);
            }
            updated.Status.Active = [];
        }
        var made = new Job { Spec = cronJob.Spec.JobTemplate.Spec.Copy() };
        made.Metadata.Name = NameAt(cronJob, due);
        made.Metadata.Namespace = cronJob.Metadata.Namespace;
        made.Metadata.Labels = cronJob.Spec.JobTemplate.Metadata.Labels;
        made.Metadata.Annotations = cronJob.Spec.JobTemplate.Metadata.Annotations.With("batch.kubernetes.io/cronjob-scheduled-timestamp", Timestamps.Format(due));
        made.Metadata.OwnerReferences = [cronJob.AsController()];
        try
        {
            var job = await context.Client.CreateAsync(made, cancellationToken: cancellationToken).ConfigureAwait(false);
            context.Events.Normal(cronJob, "SuccessfulCreate", "Created job " + job.Metadata.Name);
            updated.Status.Active = [.. updated.Status.Active, Reference(job)];
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
        }
        updated.Status.LastScheduleTime = due;
    }

    private async Task CleanUpAsync(CronJob cronJob, IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        foreach (var (type, limit) in new[] { ("Complete", cronJob.Spec.SuccessfulJobsHistoryLimit ?? 3), ("Failed", cronJob.Spec.FailedJobsHistoryLimit ?? 1) })
        {
            var finished = jobs.Where(j => !j.IsDeleting() && j.Status.Conditions.Any(c => c.Type == type && c.Status == "True")).OrderBy(j => j.Status.StartTime).ToList();
            foreach (var job in finished.Take(Math.Max(0, finished.Count - limit)))
            {
                await DeleteAsync(cronJob, job, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task DeleteAsync(CronJob cronJob, Job job, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.DeleteAsync<Job>(job.Metadata.Namespace, job.Metadata.Name, new DeleteOptions { PropagationPolicy = "Background" }, cancellationToken).ConfigureAwait(false);
            context.Events.Normal(cronJob, "SuccessfulDelete", "Deleted job " + job.Metadata.Name);
        }
        catch (ApiException e) when (e.IsNotFound)
        {
        }
    }

    private static string NameAt(CronJob cronJob, DateTimeOffset due) => $"{cronJob.Metadata.Name}-{due.ToUnixTimeSeconds() / 60}";

    private static Api.Core.V1.ObjectReference Reference(Job job) => EventRecorder.ReferenceTo(job);
}
