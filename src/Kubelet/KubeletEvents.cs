using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;

namespace Navarch.Kubelet;

/// <summary>
/// Writes events about pods and the node in the background, in order. The same event said again within the memory's bound counts up
/// instead of standing there twice. When the queue is full the oldest is dropped: events are for people, nothing depends on them.
/// </summary>
internal sealed partial class KubeletEvents(IApiClient client, string nodeName, TimeProvider time, ILogger logger)
{
    private const string Component = "kubelet";
    private readonly Channel<Event> queue = Channel.CreateBounded<Event>(
        new BoundedChannelOptions(Limits.QueuedEvents) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private readonly Dictionary<string, Event> recent = new(StringComparer.Ordinal);

    /// <summary>About a pod, or one of its containers.</summary>
    public void Pod(Pod pod, string type, string reason, string message, Container? container = null)
    {
        var path = container is null ? ""
            : pod.Spec.InitContainers.Any(c => c.Name == container.Name) ? $"spec.initContainers{{{container.Name}}}" : $"spec.containers{{{container.Name}}}";
        Add(new ObjectReference
        {
            Kind = "Pod",
            ApiVersion = "v1",
            Namespace = pod.Metadata.Namespace,
            Name = pod.Metadata.Name,
            Uid = pod.Metadata.Uid,
            ResourceVersion = pod.Metadata.ResourceVersion,
            FieldPath = path,
        }, type, reason, message);
    }

    /// <summary>About the node; upstream gives its name as uid.</summary>
    public void Node(string type, string reason, string message) =>
        Add(new ObjectReference { Kind = "Node", Name = nodeName, Uid = nodeName }, type, reason, message);

    public async Task RunAsync(CancellationToken ct)
    {
        await foreach (var e in queue.Reader.ReadAllAsync(ct))
        {
            try
            {
                await WriteAsync(e, ct);
            }
            catch (ApiException failure)
            {
                // The namespace is going, or the server refuses: said once, not again.
                LogRefused(logger, e.Reason, e.InvolvedObject.Name, failure.Message);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                LogRefused(logger, e.Reason, e.InvolvedObject.Name, failure.Message);
            }
        }
    }

    private void Add(ObjectReference about, string type, string reason, string message)
    {
        var now = time.GetUtcNow();
        var ns = about.Namespace.Length > 0 ? about.Namespace : "default";
        queue.Writer.TryWrite(new Event
        {
            Metadata = new ObjectMeta { Name = $"{about.Name}.{now.Ticks:x}{Environment.TickCount & 0xff:x2}", Namespace = ns },
            InvolvedObject = about,
            Reason = reason,
            Message = message.Length > Limits.EventMessageLength ? message[..Limits.EventMessageLength] : message,
            Source = new EventSource { Component = Component, Host = nodeName },
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
            Type = type,
            ReportingComponent = Component,
            ReportingInstance = nodeName,
        });
    }

    private async Task WriteAsync(Event e, CancellationToken ct)
    {
        var key = string.Join('\0', e.InvolvedObject.Uid, e.InvolvedObject.FieldPath, e.Type, e.Reason, e.Message);
        if (recent.TryGetValue(key, out var before))
        {
            var again = (Event)before.DeepClone();
            again.Count = before.Count + 1;
            again.LastTimestamp = e.LastTimestamp;
            try
            {
                recent[key] = await client.UpdateAsync(again, cancellationToken: ct);
                return;
            }
            catch (ApiException failure) when (failure.Status.Code is 404 or 409)
            {
                // It has expired: begin anew.
            }
        }

        if (recent.Count >= Limits.RememberedEvents)
        {
            recent.Clear();
        }

        recent[key] = await client.CreateAsync(e, cancellationToken: ct);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "An event wasn't written reason={Reason} object={Name} err={Err}")]
    private static partial void LogRefused(ILogger logger, string reason, string name, string err);
}
