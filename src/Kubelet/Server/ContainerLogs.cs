using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Navarch.Kubelet.PodWorkers;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Server;

/// <summary>/containerLogs: the log of a container, and what is added to it while someone follows.</summary>
internal sealed class ContainerLogs(PodManager pods, PodServices services, TimeProvider time)
{
    /// <summary>A container's end comes without a change of its log's file: looked for this often while someone follows.</summary>
    private static readonly TimeSpan EndPoll = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(HttpContext context)
    {
        var ct = context.RequestAborted;
        string Route(string name) => context.GetRouteValue(name) as string ?? "";
        var options = LogOptions.Read(context.Request.Query, time.GetUtcNow());
        if (pods.Find(Route("namespace"), Route("pod")) is not { } pod)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"pod \"{Route("pod")}\" not found");
            return;
        }

        var name = Route("container");
        var observed = await services.View.ReadAsync(pod.Metadata.Uid, ct);
        var runs = observed.Containers.Where(c => c.Name == name).ToArray();
        var run = options.Previous ? runs.Skip(1).FirstOrDefault() ?? runs.FirstOrDefault(c => c.State == RuntimeState.Exited) : runs.FirstOrDefault();
        if (run is null)
        {
            var known = pod.Spec.Containers.Concat(pod.Spec.InitContainers).Any(c => c.Name == name);
            var message = !known ? $"container {name} is not valid for pod {pod.Metadata.Name}"
                : options.Previous ? $"previous terminated container \"{name}\" in pod \"{pod.Metadata.Name}\" not found"
                : $"container \"{name}\" in pod \"{pod.Metadata.Name}\" is waiting to start: {Waiting(pod, name)}";
            await RefuseAsync(context, StatusCodes.Status400BadRequest, message);
            return;
        }

        context.Response.ContentType = "text/plain";
        await context.Response.StartAsync(ct);
        var path = run.LogPath.Length > 0
            ? run.LogPath
            : Path.Combine(services.Paths.PodLogs(pod.Metadata.Namespace, pod.Metadata.Name, pod.Metadata.Uid), KubeletPaths.ContainerLog(name, run.RestartCount));
        try
        {
            await CopyAsync(context, options, pod.Metadata.Uid, run.Id, path, ct);
        }
        catch (OperationCanceledException)
        {
            // The reader left.
        }
    }

    private static string Waiting(Api.Core.V1.Pod pod, string name) =>
        pod.Status.ContainerStatuses.Concat(pod.Status.InitContainerStatuses).FirstOrDefault(s => s.Name == name)?.State.Waiting?.Reason
            is { Length: > 0 } reason ? reason : "ContainerCreating";

    private async Task CopyAsync(HttpContext context, LogOptions options, string podUid, string containerId, string path, CancellationToken ct)
    {
        var output = new LogWriter(context.Response.Body, options);
        using var changes = options.Follow ? new LogChanges(path) : null;
        var reader = LogReader.Open(path, options.TailLines);
        try
        {
            var ended = false;
            while (true)
            {
                while (reader is not null && await reader.ReadLineAsync(ct) is { } line)
                {
                    if (!await output.WriteAsync(line, ct))
                    {
                        return;
                    }
                }

                await output.FlushAsync(ct);
                if (!options.Follow || ended)
                {
                    return;
                }

                if (reader is null || reader.WasReplaced())
                {
                    reader?.Dispose();
                    reader = LogReader.Open(path, null);
                    continue;
                }

                // What was written before the end is read in one more round.
                if (!await changes!.WaitAsync(EndPoll, time, ct))
                {
                    ended = await HasEndedAsync(podUid, containerId, ct);
                }
            }
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private async Task<bool> HasEndedAsync(string podUid, string containerId, CancellationToken ct)
    {
        var observed = await services.View.ReadAsync(podUid, ct);
        return observed.Containers.FirstOrDefault(c => c.Id == containerId) is not { State: RuntimeState.Running or RuntimeState.Created };
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(message, Encoding.UTF8, context.RequestAborted);
    }
}
