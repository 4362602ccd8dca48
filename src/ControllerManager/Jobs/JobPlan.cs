using System.Globalization;
using Navarch.Api.Batch.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Jobs;

/// <summary>What a Job does next. Pure.</summary>
internal static class JobPlan
{
    public const string TrackingFinalizer = "batch.kubernetes.io/job-tracking";
    public const string IndexAnnotation = "batch.kubernetes.io/job-completion-index";
    private static readonly TimeSpan FirstBackoff = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(10);

    /// <summary>The next step.</summary>
    /// <param name="Status">The status as the pods make it; written first.</param>
    /// <param name="Counted">Pods whose end now stands in the status.</param>
    /// <param name="Create">One entry a pod: its completion index, or -1.</param>
    /// <param name="Delete">Pods to stop.</param>
    /// <param name="Events">What to say.</param>
    /// <param name="Again">When to look again.</param>
    internal sealed record Step(JobStatus Status, List<Pod> Counted, List<int> Create, List<Pod> Delete, List<(string Type, string Reason, string Message)> Events, TimeSpan? Again);

    public static bool IsFinished(Job job) => job.Status.Conditions.Any(c => c.Type is "Complete" or "Failed" && c.Status == "True");

    public static bool IsIndexed(Job job) => job.Spec.CompletionMode == "Indexed";

    public static Step Next(Job job, IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        var status = job.Status.Copy();
        var step = new Step(status, [], [], [], [], null);
        var suspended = job.Spec.Suspend == true;
        if (status.StartTime is null && !suspended)
        {
            status.StartTime = now;
        }
        var active = pods.Where(p => p.IsActive()).ToList();
        var completed = Indexes.Parse(status.CompletedIndexes);
        foreach (var pod in pods)
        {
            if (!pod.HasFinalizer(TrackingFinalizer) || !(pod.IsFinished() || (pod.IsDeleting() && pod.Spec.NodeName.Length == 0)))
            {
                continue;
            }
            step.Counted.Add(pod);
            if (pod.Status.Phase == "Succeeded")
            {
                if (!IsIndexed(job))
                {
                    status.Succeeded++;
                }
                else if (IndexOf(pod) is >= 0 and var index && (job.Spec.Completions is not { } c || index < c))
                {
                    completed.Add(index);
                }
            }
            else
            {
                status.Failed++;
            }
        }
        if (IsIndexed(job))
        {
            status.Succeeded = completed.Count;
            status.CompletedIndexes = Indexes.Format(completed);
        }
        status.Active = active.Count;
        status.Ready = active.Count(PodStates.IsReady);
        status.Terminating = pods.Count(p => p.IsDeleting() && !p.IsFinished());
        status.UncountedTerminatedPods = null;

        SetCondition(status, "Suspended", suspended, suspended ? "JobSuspended" : "JobResumed", suspended ? "Job suspended" : "Job resumed", now, onlyIfPresent: !suspended, step);
        if (suspended)
        {
            status.StartTime = null;
            step.Delete.AddRange(active);
            status.Active = 0;
            return step;
        }
        if (Failure(job, status, pods, now) is { } failure)
        {
            step.Delete.AddRange(active);
            status.Active = 0;
            status.Ready = 0;
            SetCondition(status, "FailureTarget", true, failure.Reason, failure.Message, now, false, null);
            SetCondition(status, "Failed", true, failure.Reason, failure.Message, now, false, null);
            step.Events.Add(("Warning", failure.Reason, failure.Message));
            return step;
        }
        var isComplete = job.Spec.Completions is { } completions ? status.Succeeded >= completions : status.Succeeded > 0 && active.Count == 0;
        if (isComplete)
        {
            step.Delete.AddRange(active);
            status.Active = 0;
            status.Ready = 0;
            const string Message = "Reached expected number of succeeded pods";
            SetCondition(status, "SuccessCriteriaMet", true, "CompletionsReached", Message, now, false, null);
            SetCondition(status, "Complete", true, "CompletionsReached", Message, now, false, null);
            status.CompletionTime = now;
            step.Events.Add(("Normal", "Completed", "Job completed"));
            return step;
        }

        var again = job.Spec.ActiveDeadlineSeconds is { } deadline && status.StartTime is { } start ? start.AddSeconds(deadline) - now : (TimeSpan?)null;
        var parallelism = job.Spec.Parallelism ?? 1;
        var wanted = job.Spec.Completions is { } all ? Math.Min(parallelism, all - status.Succeeded) : status.Succeeded > 0 ? active.Count : parallelism;
        if (active.Count > wanted)
        {
            step.Delete.AddRange(active.OrderBy(p => p.IsReady()).ThenByDescending(p => p.Metadata.CreationTimestamp).Take(active.Count - wanted));
        }
        else if (active.Count < wanted)
        {
            if (BackoffLeft(pods, now) is { } wait)
            {
                return step with { Again = again is { } until && until < wait ? until : wait };
            }
            step.Create.AddRange(IsIndexed(job) ? FreeIndexes(job, active, completed).Take(wanted - active.Count) : Enumerable.Repeat(-1, wanted - active.Count));
        }
        return step with { Again = again };
    }

    /// <summary>A pod of the Job, for an index or (-1) none.</summary>
    public static Pod Make(Job job, int index)
    {
        var pod = PodControl.FromTemplate(job.Spec.Template, job);
        pod.Metadata.GenerateName = job.Metadata.Name + "-";
        pod.Metadata.Finalizers = [.. pod.Metadata.Finalizers, TrackingFinalizer];
        if (index < 0)
        {
            return pod;
        }
        var text = index.ToString(CultureInfo.InvariantCulture);
        pod.Metadata.GenerateName = $"{job.Metadata.Name}-{text}-";
        pod.Metadata.Annotations = pod.Metadata.Annotations.With(IndexAnnotation, text);
        pod.Metadata.Labels = pod.Metadata.Labels.With(IndexAnnotation, text);
        pod.Spec.Hostname = $"{job.Metadata.Name}-{text}";
        foreach (var container in pod.Spec.InitContainers.Concat(pod.Spec.Containers))
        {
            if (container.Env.All(e => e.Name != "JOB_COMPLETION_INDEX"))
            {
                container.Env = [.. container.Env, new EnvVar
                {
                    Name = "JOB_COMPLETION_INDEX",
                    ValueFrom = new EnvVarSource { FieldRef = new ObjectFieldSelector { ApiVersion = "v1", FieldPath = $"metadata.labels['{IndexAnnotation}']" } },
                }];
            }
        }
        return pod;
    }

    private static (string Reason, string Message)? Failure(Job job, JobStatus status, IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        if (job.Spec.ActiveDeadlineSeconds is { } deadline && status.StartTime is { } start && start.AddSeconds(deadline) <= now)
        {
            return ("DeadlineExceeded", "Job was active longer than specified deadline");
        }
        foreach (var pod in pods.Where(p => p.Status.Phase == "Failed"))
        {
            if (FailsByPolicy(job, pod) is { } message)
            {
                return ("PodFailurePolicy", message);
            }
        }
        var restarts = job.Spec.Template.Spec.RestartPolicy == "OnFailure" ? pods.Where(p => p.IsActive()).Sum(p => p.Restarts()) : 0;
        return status.Failed + restarts > (job.Spec.BackoffLimit ?? 6) ? ("BackoffLimitExceeded", "Job has reached the specified backoff limit") : null;
    }

    private static string? FailsByPolicy(Job job, Pod pod)
    {
        var rules = job.Spec.PodFailurePolicy?.Rules ?? [];
        for (var i = 0; i < rules.Count; i++)
        {
            var rule = rules[i];
            if (rule.OnExitCodes is { } codes)
            {
                foreach (var container in pod.Status.ContainerStatuses.Concat(pod.Status.InitContainerStatuses))
                {
                    if (container.State.Terminated is { ExitCode: not 0 } terminated && (codes.ContainerName is null || codes.ContainerName == container.Name)
                        && codes.Values.Contains(terminated.ExitCode) == (codes.Operator == "In"))
                    {
                        return rule.Action == "FailJob"
                            ? $"Container {container.Name} for pod {pod.Metadata.Namespace}/{pod.Metadata.Name} failed with exit code {terminated.ExitCode} matching FailJob rule at index {i}" : null;
                    }
                }
            }
            if (rule.OnPodConditions.FirstOrDefault(p => pod.Condition(p.Type) is { } c && c.Status == p.Status) is { } pattern)
            {
                return rule.Action == "FailJob" ? $"Pod {pod.Metadata.Namespace}/{pod.Metadata.Name} has condition {pattern.Type} matching FailJob rule at index {i}" : null;
            }
        }
        return null;
    }

    /// <summary>Pods that fail one after the other are followed by ever longer pauses: 10 s, 20 s, … 10 min, until one succeeds.</summary>
    private static TimeSpan? BackoffLeft(IReadOnlyList<Pod> pods, DateTimeOffset now)
    {
        DateTimeOffset End(Pod pod) => pod.Status.ContainerStatuses.Select(s => s.State.Terminated?.FinishedAt).Max() ?? pod.Condition("Ready")?.LastTransitionTime ?? pod.Metadata.CreationTimestamp ?? now;
        var lastSuccess = pods.Where(p => p.Status.Phase == "Succeeded").Select(End).DefaultIfEmpty(DateTimeOffset.MinValue).Max();
        var failures = pods.Where(p => p.Status.Phase == "Failed").Select(End).Where(t => t > lastSuccess).ToList();
        if (failures.Count == 0)
        {
            return null;
        }
        var pause = failures.Count > 6 ? LongestBackoff : FirstBackoff * (1 << (failures.Count - 1));
        var left = failures.Max() + (pause < LongestBackoff ? pause : LongestBackoff) - now;
        return left > TimeSpan.Zero ? left : null;
    }

    private static IEnumerable<int> FreeIndexes(Job job, List<Pod> active, SortedSet<int> completed)
    {
        var taken = active.Select(IndexOf).ToHashSet();
        return Enumerable.Range(0, job.Spec.Completions ?? 0).Where(i => !taken.Contains(i) && !completed.Contains(i));
    }

    private static int IndexOf(Pod pod) => int.TryParse(pod.Metadata.Annotations[IndexAnnotation], NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : -1;

    private static void SetCondition(JobStatus status, string type, bool value, string reason, string message, DateTimeOffset now, bool onlyIfPresent, Step? step)
    {
        var text = value ? "True" : "False";
        var present = status.Conditions.FirstOrDefault(c => c.Type == type);
        if (present?.Status == text || (present is null && onlyIfPresent))
        {
            return;
        }
        status.Conditions = [.. status.Conditions.Where(c => c.Type != type), new JobCondition { Type = type, Status = text, Reason = reason, Message = message, LastProbeTime = now, LastTransitionTime = now }];
        step?.Events.Add(("Normal", value ? "Suspended" : "Resumed", message));
    }
}

/// <summary>Sets of completion indexes as text: 1,3-5,7.</summary>
internal static class Indexes
{
    public static SortedSet<int> Parse(string text)
    {
        var indexes = new SortedSet<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var dash = part.IndexOf('-', StringComparison.Ordinal);
            if (int.TryParse(dash < 0 ? part : part[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                && int.TryParse(dash < 0 ? part : part[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            {
                indexes.UnionWith(Enumerable.Range(from, Math.Max(0, to - from + 1)));
            }
        }
        return indexes;
    }

    public static string Format(SortedSet<int> indexes)
    {
        var parts = new List<string>();
        int? from = null, last = null;
        foreach (var index in indexes)
        {
            if (last is { } l && index == l + 1)
            {
                last = index;
                continue;
            }
            Close();
            from = last = index;
        }
        Close();
        return string.Join(',', parts);

        void Close()
        {
            if (from is { } f && last is { } l)
            {
                parts.Add(f == l ? f.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{f}-{l}"));
            }
        }
    }
}
