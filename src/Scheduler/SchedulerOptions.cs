namespace Navarch.Scheduler;

/// <summary>How a scheduler works; the defaults are upstream's.</summary>
public sealed record SchedulerOptions
{
    /// <summary>The pods whose spec.schedulerName says so are ours.</summary>
    public string SchedulerName { get; init; } = "default-scheduler";

    /// <summary>Part of the nodes that are looked at until enough are found that fit; 0 for upstream's choice by the cluster's size.</summary>
    public int PercentageOfNodesToScore { get; init; }

    /// <summary>Decides between nodes of equal score; a test gives its own and gets the same decisions again.</summary>
    public int Seed { get; init; } = Environment.ProcessId;
}
