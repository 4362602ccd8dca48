using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Containers;

/// <summary>What the specification says of a container in its pod.</summary>
internal static class ContainerSpecs
{
    /// <summary>An init container that stays beside the others.</summary>
    public static bool IsSidecar(this Container container) => container.RestartPolicy == "Always";

    /// <summary>Changes when a running container has to be replaced: upstream hashes name and image.</summary>
    public static string Hash(this Container container)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(container.Name + "\0" + container.Image));
        return Convert.ToHexStringLower(digest.AsSpan(0, 4));
    }

    /// <summary>Upstream's way to name a pod in messages.</summary>
    public static string Format(Pod pod) => $"{pod.Metadata.Name}_{pod.Metadata.Namespace}({pod.Metadata.Uid})";

    /// <summary>A duration as Go writes it, in whole seconds: 10s, 1m20s, 5m0s.</summary>
    public static string GoDuration(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        return seconds switch
        {
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds}s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}m{seconds % 60}s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600}h{seconds / 60 % 60}m{seconds % 60}s"),
        };
    }

    /// <summary>Go's %v of a duration below an hour with its fraction: 852ms, 1.234s.</summary>
    public static string GoDurationPrecise(TimeSpan duration) => duration.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0.###}ms")
        : duration.TotalMinutes < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.###}s")
            : string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMinutes}m{duration.TotalSeconds % 60:0.###}s");

    /// <summary>Whether the specification wants a container that ended so to run again.</summary>
    public static bool RestartsAfter(Pod pod, Container container, int exitCode)
    {
        foreach (var rule in container.RestartPolicyRules)
        {
            if (rule.Action == "Restart" && rule.ExitCodes is { } codes)
            {
                var listed = codes.Values.Contains(exitCode);
                if (codes.Operator == "In" ? listed : !listed)
                {
                    return true;
                }
            }
        }

        return (container.RestartPolicy is { Length: > 0 } own ? own : pod.Spec.RestartPolicy) switch
        {
            "Never" => false,
            "OnFailure" => exitCode != 0,
            _ => true,
        };
    }
}
