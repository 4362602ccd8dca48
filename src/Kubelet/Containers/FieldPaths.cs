using System.Globalization;
using System.Text;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Kubelet.Containers;

/// <summary>What a pod may read of itself: fieldRef and resourceFieldRef of the downward API.</summary>
internal static class FieldPaths
{
    /// <summary>The addresses of a pod and its host at the time of its start.</summary>
    public readonly record struct Addresses(string PodIp, string HostIp);

    /// <summary>The value at a field path. Throws <see cref="ContainerConfigException"/> for a path that doesn't exist.</summary>
    public static string Field(Pod pod, string path, Addresses addresses)
    {
        if (Subscript(path, "metadata.labels") is { } label)
        {
            return pod.Metadata.Labels[label] ?? "";
        }

        if (Subscript(path, "metadata.annotations") is { } annotation)
        {
            return pod.Metadata.Annotations[annotation] ?? "";
        }

        return path switch
        {
            "metadata.name" => pod.Metadata.Name,
            "metadata.namespace" => pod.Metadata.Namespace,
            "metadata.uid" => pod.Metadata.Uid,
            "metadata.labels" => FormatMap(pod.Metadata.Labels),
            "metadata.annotations" => FormatMap(pod.Metadata.Annotations),
            "spec.nodeName" => pod.Spec.NodeName,
            "spec.serviceAccountName" => pod.Spec.ServiceAccountName,
            "spec.hostname" => pod.Spec.Hostname,
            "status.hostIP" or "status.hostIPs" => addresses.HostIp,
            "status.podIP" or "status.podIPs" => addresses.PodIp,
            _ => throw new ContainerConfigException($"unsupported fieldPath: {path}"),
        };
    }

    /// <summary>A container's request or limit; a limit that isn't set is what the node has.</summary>
    public static string Resource(Pod pod, Container self, ResourceFieldSelector selector, NodeResources node)
    {
        var container = selector.ContainerName.Length == 0
            ? self
            : pod.Spec.Containers.Concat(pod.Spec.InitContainers).FirstOrDefault(c => c.Name == selector.ContainerName)
                ?? throw new ContainerConfigException($"container {selector.ContainerName} not found");
        var limit = selector.Resource.StartsWith("limits.", StringComparison.Ordinal);
        var name = selector.Resource[(selector.Resource.IndexOf('.', StringComparison.Ordinal) + 1)..];
        var found = (limit ? container.Resources.Limits : container.Resources.Requests).TryGetValue(name, out var quantity);
        var fallback = limit && !found ? node : default;
        if (name == "cpu")
        {
            return Divide(found ? quantity.MilliValue : fallback.MilliCpu, selector.Divisor is { } d && d.MilliValue != 0 ? d.MilliValue : 1000);
        }

        var value = found ? quantity.Value : name switch
        {
            "memory" => fallback.MemoryBytes,
            "ephemeral-storage" => fallback.EphemeralStorageBytes,
            _ => 0,
        };
        return Divide(value, selector.Divisor is { } divisor && divisor.Value != 0 ? divisor.Value : 1);
    }

    private static string Divide(long value, long divisor) => ((value + divisor - 1) / divisor).ToString(CultureInfo.InvariantCulture);

    private static string? Subscript(string path, string map) =>
        path.StartsWith(map + "['", StringComparison.Ordinal) && path.EndsWith("']", StringComparison.Ordinal)
            ? path[(map.Length + 2)..^2]
            : null;

    /// <summary>key="value" lines in key order, values quoted as Go does.</summary>
    private static string FormatMap(MapOf<string> map)
    {
        var lines = new StringBuilder();
        foreach (var (key, value) in map)
        {
            if (lines.Length > 0)
            {
                lines.Append('\n');
            }

            lines.Append(key).Append("=\"");
            foreach (var c in value)
            {
                _ = c switch
                {
                    '"' => lines.Append("\\\""),
                    '\\' => lines.Append("\\\\"),
                    '\n' => lines.Append("\\n"),
                    '\t' => lines.Append("\\t"),
                    '\r' => lines.Append("\\r"),
                    _ => lines.Append(c),
                };
            }

            lines.Append('"');
        }

        return lines.ToString();
    }
}

/// <summary>What the node gives to pods in all.</summary>
internal readonly record struct NodeResources(long MilliCpu, long MemoryBytes, long EphemeralStorageBytes);

/// <summary>A container can't be configured as its pod asks: state CreateContainerConfigError with this message.</summary>
internal sealed class ContainerConfigException(string message) : Exception(message);
