using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Volumes;

/// <summary>Finds a subPath inside its volume and makes it where it is missing, without ever leaving the volume.</summary>
internal static class SubPath
{
    /// <summary>The kernel's own bound (path_resolution(7)).</summary>
    private const int MaxLinks = 40;

    /// <summary>The real path on the host. Throws <see cref="ContainerConfigException"/> for one that leads out of the volume.</summary>
    public static string Resolve(string volume, string subPath)
    {
        if (subPath.StartsWith('/') || subPath.Split('/').Contains(".."))
        {
            throw new ContainerConfigException($"subPath \"{subPath}\" must be relative and must not contain '..'");
        }

        var root = Real(volume);
        var current = root;
        foreach (var part in subPath.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = Path.Combine(current, part);
            if (!Path.Exists(current) && new FileInfo(current).LinkTarget is null)
            {
                Directory.CreateDirectory(current, (UnixFileMode)Convert.ToInt32("755", 8));
                continue;
            }

            // A link that a container made may point anywhere; it counts only when it stays inside.
            current = Real(current);
            if (current != root && !current.StartsWith(root + "/", StringComparison.Ordinal))
            {
                throw new ContainerConfigException($"subPath \"{subPath}\" leads outside of its volume");
            }
        }

        return current;
    }

    /// <summary>The path with every link on the way followed.</summary>
    private static string Real(string path)
    {
        var rest = new Stack<string>(Parts(path));
        var current = "/";
        var links = 0;
        while (rest.TryPop(out var part))
        {
            if (part == "..")
            {
                current = Path.GetDirectoryName(current) ?? "/";
                continue;
            }

            var next = Path.Combine(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > MaxLinks)
            {
                throw new ContainerConfigException($"too many links in {path}");
            }

            current = target.StartsWith('/') ? "/" : current;
            foreach (var piece in Parts(target))
            {
                rest.Push(piece);
            }
        }

        return current;
    }

    private static IEnumerable<string> Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != ".").Reverse();
}
