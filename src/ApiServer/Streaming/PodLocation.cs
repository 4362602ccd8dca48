using System.Globalization;
using Microsoft.AspNetCore.Http;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiServer.Streaming;

/// <summary>
/// The kubelet's path for a pod's streaming subresources, made from the pod and the request's query (the fields of PodExecOptions,
/// PodAttachOptions, PodPortForwardOptions and PodLogOptions). All errors are <see cref="ApiException"/> in upstream's words.
/// </summary>
public static class PodLocation
{
    /// <summary>/exec/{namespace}/{pod}/{container} and the streams that are asked for.</summary>
    public static string Exec(Pod pod, IQueryCollection query)
    {
        var parameters = Streams(query);
        parameters.AddRange(query["command"].Select(c => KeyValuePair.Create("command", c)));
        return Container(pod, "exec", query["container"].ToString(), parameters);
    }

    /// <summary>/attach/{namespace}/{pod}/{container} and the streams that are asked for.</summary>
    public static string Attach(Pod pod, IQueryCollection query) => Container(pod, "attach", query["container"].ToString(), Streams(query));

    /// <summary>/portForward/{namespace}/{pod}; the ports are named by each stream, or here by old WebSocket clients.</summary>
    public static string PortForward(Pod pod, IQueryCollection query)
    {
        RequireNode(pod);
        List<KeyValuePair<string, string?>> parameters = [];
        var ports = query["ports"].SelectMany(p => (p ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (ports.Count > 0)
        {
            parameters.Add(new("port", string.Join(',', ports)));
        }
        return WithQuery($"/portForward/{pod.Metadata.Namespace}/{pod.Metadata.Name}", parameters);
    }

    /// <summary>/containerLogs/{namespace}/{pod}/{container}, or null for a pod without a node, whose log is empty.</summary>
    public static string? Log(Pod pod, IQueryCollection query)
    {
        var parameters = LogParameters(pod, query);
        var container = ResolveContainer(pod, query["container"].ToString());
        return pod.Spec.NodeName.Length == 0
            ? null
            : WithQuery($"/containerLogs/{pod.Metadata.Namespace}/{pod.Metadata.Name}/{container}", parameters);
    }

    /// <summary>The container that is meant: the only one if none is named, and one that the pod has.</summary>
    public static string ResolveContainer(Pod pod, string container)
    {
        var name = pod.Metadata.Name;
        if (container.Length > 0)
        {
            var known = pod.Spec.Containers.Any(c => c.Name == container)
                || pod.Spec.InitContainers.Any(c => c.Name == container)
                || pod.Spec.EphemeralContainers.Any(c => c.Name == container);
            return known ? container : throw Status.BadRequest($"container {container} is not valid for pod {name}").ToException();
        }
        if (pod.Spec.Containers.Count == 1)
        {
            return pod.Spec.Containers[0].Name;
        }
        var message = $"a container name must be specified for pod {name}";
        if (pod.Spec.Containers.Count > 1)
        {
            message += $", choose one of: [{string.Join(' ', pod.Spec.Containers.Select(c => c.Name))}]";
            if (pod.Spec.InitContainers.Count > 0)
            {
                message += $" or one of the init containers: [{string.Join(' ', pod.Spec.InitContainers.Select(c => c.Name))}]";
            }
        }
        throw Status.BadRequest(message).ToException();
    }

    /// <summary>A boolean of a query as Go converts it: present and neither "false" nor "0".</summary>
    public static bool IsTrue(IQueryCollection query, string name)
    {
        var values = query[name];
        return values.Count > 0 && values[0] is not ("0" or null) && !values[0]!.Equals("false", StringComparison.OrdinalIgnoreCase);
    }

    private static string Container(Pod pod, string verb, string container, List<KeyValuePair<string, string?>> parameters)
    {
        container = ResolveContainer(pod, container);
        RequireNode(pod);
        return WithQuery($"/{verb}/{pod.Metadata.Namespace}/{pod.Metadata.Name}/{container}", parameters);
    }

    /// <summary>Escapes all that is not a letter, digit or one of -._~: Go drops parameters in which a semicolon stands bare.</summary>
    private static string WithQuery(string path, List<KeyValuePair<string, string?>> parameters) => parameters.Count == 0
        ? path
        : path + "?" + string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value ?? "")}"));

    private static void RequireNode(Pod pod)
    {
        if (pod.Spec.NodeName.Length == 0)
        {
            throw Status.BadRequest($"pod {pod.Metadata.Name} does not have a host assigned").ToException();
        }
    }

    private static List<KeyValuePair<string, string?>> Streams(IQueryCollection query)
    {
        List<KeyValuePair<string, string?>> parameters = [];
        foreach (var (asked, kubelet) in new[] { ("stdin", "input"), ("stdout", "output"), ("stderr", "error"), ("tty", "tty") })
        {
            // A terminal has no standard error of its own.
            if (IsTrue(query, asked) && !(asked == "stderr" && IsTrue(query, "tty")))
            {
                parameters.Add(new(kubelet, "1"));
            }
        }
        return parameters;
    }

    private static List<KeyValuePair<string, string?>> LogParameters(Pod pod, IQueryCollection query)
    {
        List<KeyValuePair<string, string?>> parameters = [];
        foreach (var name in new[] { "follow", "previous", "timestamps" })
        {
            if (IsTrue(query, name))
            {
                parameters.Add(new(name, "true"));
            }
        }
        var errors = new FieldErrorList();
        AddNumber("tailLines", 0, "must be greater than or equal to 0");
        AddNumber("limitBytes", 1, "must be greater than 0");
        var sinceSeconds = AddNumber("sinceSeconds", 1, "must be greater than 0");
        if (query["sinceTime"].ToString() is { Length: > 0 } sinceTime)
        {
            if (sinceSeconds)
            {
                errors.Add(FieldError.Forbidden(FieldPath.None, "at most one of `sinceTime` or `sinceSeconds` may be specified"));
            }
            parameters.Add(new("sinceTime", sinceTime));
        }
        if (query["stream"].ToString() is { Length: > 0 } stream)
        {
            if (stream is not ("All" or "Stdout" or "Stderr"))
            {
                errors.NotSupported(new FieldPath("stream"), stream, "All", "Stderr", "Stdout");
            }
            parameters.Add(new("stream", stream));
        }
        return errors.Count == 0
            ? parameters
            : throw Status.Invalid(new GroupKind("", "PodLogOptions"), pod.Metadata.Name, errors).ToException();

        bool AddNumber(string name, long minimum, string detail)
        {
            var text = query[name].ToString();
            if (text.Length == 0)
            {
                return false;
            }
            if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            {
                throw Status.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax").ToException();
            }
            if (value < minimum)
            {
                errors.Invalid(new FieldPath(name), value, detail);
            }
            parameters.Add(new(name, text));
            return true;
        }
    }
}
