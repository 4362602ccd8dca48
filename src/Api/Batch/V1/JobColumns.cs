namespace Navarch.Api.Batch.V1;

/// <summary>The columns of jobs.</summary>
internal static class JobColumns
{
    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Job>("Status", "How it goes.", Status),
        Cells.Of<Job>("Completions", "How many pods succeeded, of how many.", Completions),
        Cells.At<Job>("Duration", "How long it runs or ran.", Duration),
        TableColumn.Age,
        Cells.Of<Job>("Containers", "The containers of its pods.", static job => Cells.ContainerNames(job.Spec.Template.Spec), wide: true),
        Cells.Of<Job>("Images", "The images of its pods.", static job => Cells.ContainerImages(job.Spec.Template.Spec), wide: true),
        Cells.Of<Job>("Selector", "The labels of its pods.", static job => Cells.Selector(job.Spec.Selector), wide: true),
    ];

    private static string Status(Job job)
    {
        bool Has(string type) => job.Status.Conditions.Any(condition => condition.Type == type && condition.Status == "True");
        return Has("Complete") ? "Complete"
            : Has("Failed") ? "Failed"
            : job.Metadata.DeletionTimestamp is not null ? "Terminating"
            : Has("Suspended") ? "Suspended"
            : Has("FailureTarget") ? "FailureTarget"
            : Has("SuccessCriteriaMet") ? "SuccessCriteriaMet"
            : "Running";
    }

    private static string Completions(Job job) => job.Spec.Completions is { } completions
        ? $"{job.Status.Succeeded}/{completions}"
        : job.Spec.Parallelism is > 1 ? $"{job.Status.Succeeded}/1 of {job.Spec.Parallelism}" : $"{job.Status.Succeeded}/1";

    private static string Duration(Job job, DateTimeOffset now) => job.Status.StartTime is { } start ? TableColumn.HumanDuration((job.Status.CompletionTime ?? now) - start) : "";
}
