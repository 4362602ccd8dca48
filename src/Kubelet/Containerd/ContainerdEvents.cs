using System.Runtime.CompilerServices;
using Navarch.Kubelet.Containerd.V1;
using Navarch.Kubelet.Cri;

namespace Navarch.Kubelet.Containerd;

/// <summary>
/// containerd's stream of task events: the start, exit, out-of-memory kill and deletion of containers and sandboxes. It stands in for
/// CRI's GetContainerEvents, which containerd has since 1.7 only.
/// </summary>
internal sealed class ContainerdEvents(GrpcConnection connection)
{
    private const string Method = "containerd.services.events.v1.Events/Subscribe";
    private static readonly string[] Topics = ["/tasks/start", "/tasks/exit", "/tasks/oom", "/tasks/delete"];

    /// <summary>Yields the containers and sandboxes to which something happened, until the connection breaks.</summary>
    public async IAsyncEnumerable<(string Id, bool Ended)> SubscribeAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = new SubscribeRequest();
        request.Filters.AddRange(Topics.Select(topic => $"namespace==\"k8s.io\",topic==\"{topic}\""));
        await foreach (var envelope in connection.StreamAsync(Method, request, Envelope.Parser, ct))
        {
            var task = TaskEvent.Parser.ParseFrom(envelope.Event.Value);
            // An exec that ended is an exit too, of another process in the same container.
            if (envelope.Topic != "/tasks/exit" || task.Id == task.ContainerId)
            {
                yield return (task.ContainerId, envelope.Topic is "/tasks/exit" or "/tasks/delete");
            }
        }
    }
}
