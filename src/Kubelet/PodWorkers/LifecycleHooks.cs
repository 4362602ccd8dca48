using Navarch.Api.Core.V1;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Probes;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>Runs postStart and preStop handlers.</summary>
internal sealed class LifecycleHooks(PodServices services)
{
    /// <summary>Null when the handler did its part, otherwise what it said.</summary>
    public async Task<string?> RunAsync(LifecycleHandler handler, Container container, string containerId, string podIp, TimeSpan limit, CancellationToken ct)
    {
        try
        {
            if (handler.Sleep is { } sleep)
            {
                await Task.Delay(TimeSpan.FromSeconds(sleep.Seconds), services.Time, ct);
                return null;
            }

            ProbeOutcome outcome;
            if (handler.Exec is { } exec)
            {
                var answer = await services.Runtime.ExecSyncAsync(containerId, exec.Command, limit, ct);
                outcome = new ProbeOutcome(
                    answer.ExitCode == 0,
                    $"command '{string.Join(' ', exec.Command)}' exited with {answer.ExitCode}: {answer.Stderr.ToStringUtf8()}");
            }
            else if (handler.HttpGet is { } get)
            {
                outcome = await services.Prober.HttpAsync(get, container, podIp, "kube-lifecycle/1.36", limit > TimeSpan.Zero ? limit : TimeSpan.FromSeconds(30), ct);
            }
            else
            {
                return null;
            }

            return outcome.Success ? null : outcome.Output;
        }
        catch (RpcException e)
        {
            return e.Text;
        }
    }
}
