using Navarch.Api.Core.V1;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Probes;

/// <summary>
/// One probe of one running container: tries at its period until the container ends, counts successes and failures in a row, and tells
/// when they pass a threshold. A startup probe ends with its first success; the others wait for it.
/// </summary>
internal sealed class ProbeWorker(
    Pod pod, Container container, ProbeKind kind, Probe probe, RuntimeContainer run, string podIp, Prober prober, ProbeResults results,
    KubeletEvents events, Action changed, TimeProvider time)
{
    private static readonly TimeSpan StartupPoll = TimeSpan.FromMilliseconds(100);

    public async Task RunAsync(CancellationToken ct)
    {
        var period = TimeSpan.FromSeconds(Math.Max(1, probe.PeriodSeconds));
        var successThreshold = Math.Max(1, probe.SuccessThreshold);
        var failureThreshold = probe.FailureThreshold > 0 ? probe.FailureThreshold : 3;
        if (kind == ProbeKind.Liveness && results.Get(run.Id, kind) is null)
        {
            results.Set(run.Id, kind, true);
        }

        if (kind == ProbeKind.Startup && results.Get(run.Id, kind) == true)
        {
            return;
        }

        await DelayAsync(run.StartedAt + TimeSpan.FromSeconds(probe.InitialDelaySeconds) - time.GetUtcNow(), ct);
        while (kind != ProbeKind.Startup && container.StartupProbe is not null && results.Get(run.Id, ProbeKind.Startup) != true)
        {
            await DelayAsync(StartupPoll, ct);
        }

        int successes = 0, failures = 0;
        while (!ct.IsCancellationRequested)
        {
            var outcome = await TryAsync(ct);
            if (outcome.Success)
            {
                (successes, failures) = (successes + 1, 0);
            }
            else
            {
                (successes, failures) = (0, failures + 1);
                events.Pod(pod, "Warning", "Unhealthy", $"{kind} probe failed: {outcome.Output}", container);
            }

            if ((successes >= successThreshold && results.Set(run.Id, kind, true)) || (failures >= failureThreshold && results.Set(run.Id, kind, false)))
            {
                changed();
            }

            if (kind == ProbeKind.Startup && results.Get(run.Id, kind) is not null)
            {
                return;
            }

            await DelayAsync(period, ct);
        }
    }

    private async Task<ProbeOutcome> TryAsync(CancellationToken ct)
    {
        try
        {
            return await prober.ProbeAsync(probe, container, run.Id, podIp, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new ProbeOutcome(false, e.Message);
        }
    }

    private Task DelayAsync(TimeSpan delay, CancellationToken ct) => delay > TimeSpan.Zero ? Task.Delay(delay, time, ct) : Task.CompletedTask;
}
