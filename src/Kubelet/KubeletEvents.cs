using Navarch.Api.Core.V1;
using Navarch.Client;

namespace Navarch.Kubelet;

/// <summary>Says what happens to pods, their containers and the node, with the references that upstream's kubelet gives.</summary>
internal sealed class KubeletEvents(EventRecorder recorder, string nodeName)
{
    /// <summary>About a pod, or one of its containers.</summary>
    public void Pod(Pod pod, string type, string reason, string message, Container? container = null)
    {
        var path = container is null ? ""
            : pod.Spec.InitContainers.Any(c => c.Name == container.Name) ? $"spec.initContainers{{{container.Name}}}"
            : $"spec.containers{{{container.Name}}}";
        recorder.Record(new ObjectReference
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
        recorder.Record(new ObjectReference { Kind = "Node", Name = nodeName, Uid = nodeName }, type, reason, message);
}
