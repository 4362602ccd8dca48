namespace Navarch.Kubelet.Images;

/// <summary>
/// Tells containerd to ask a mirror first for what the well-known registries name, and the registry itself for what the mirror
/// lacks: hosts.toml files (https://github.com/containerd/containerd/blob/main/docs/hosts.md), which containerd reads at each pull.
/// </summary>
public static class RegistryMirror
{
    /// <summary>The registries that a mirror stands for, with the address at which each is really served.</summary>
    private static readonly (string Name, string Server)[] Registries =
    [
        ("docker.io", "https://registry-1.docker.io"),
        ("registry.k8s.io", "https://registry.k8s.io"),
    ];

    /// <summary>
    /// Writes the files below <paramref name="registryConfigDirectory"/> (containerd's config_path). A null <paramref name="mirror"/>
    /// removes those that an earlier start wrote.
    /// </summary>
    /// <param name="registryConfigDirectory">A directory of per-registry folders; other folders in it are left alone.</param>
    /// <param name="mirror">Address of the mirror, e.g. http://127.0.0.1:5000.</param>
    public static void Configure(string registryConfigDirectory, Uri? mirror)
    {
        foreach (var (name, server) in Registries)
        {
            var directory = Path.Combine(registryConfigDirectory, name);
            var file = Path.Combine(directory, "hosts.toml");
            if (mirror is null)
            {
                if (File.Exists(file) && File.ReadAllText(file).StartsWith(Mark, StringComparison.Ordinal))
                {
                    File.Delete(file);
                }

                continue;
            }

            Directory.CreateDirectory(directory);
            var temporary = file + ".tmp";
            File.WriteAllText(temporary, Compose(server, mirror));
            File.Move(temporary, file, overwrite: true);
        }
    }

    /// <summary>Opens our own files, so that one which an administrator wrote is never removed.</summary>
    private const string Mark = "# Written by navarch: --registry-mirror\n";

    private static string Compose(string server, Uri mirror) =>
        $"""
        {Mark}server = "{server}"

        [host."{mirror.GetLeftPart(UriPartial.Authority)}"]
          capabilities = ["pull", "resolve"]

        """;
}
