namespace Navarch.Kubelet.Images;

/// <summary>
/// Brings images into a containerd from a file, without a registry: an OCI layout or `docker save` in a tarball. CRI has no call for
/// it; containerd's own client `ctr`, which comes with it, has.
/// </summary>
public sealed class ImageArchive(string containerdSocket, TimeProvider time)
{
    /// <summary>The containerd namespace that CRI sees.</summary>
    private const string CriNamespace = "k8s.io";

    private readonly CommandRunner commands = new(time);

    /// <summary>Imports the file and returns what was imported, one line an image, in the words of `ctr`.</summary>
    /// <exception cref="InvalidOperationException">The file is no image archive, or containerd doesn't answer; the message says which.</exception>
    public async Task<string> ImportAsync(string file, CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            throw new InvalidOperationException($"there is no file {file}");
        }

        var outcome = await commands.RunAsync("ctr", ["--address", containerdSocket, "--namespace", CriNamespace, "images", "import", file], ct);
        return outcome.ExitCode == 0
            ? outcome.Output.Trim()
            : throw new InvalidOperationException($"can't import {file}: {outcome.Error.Trim()}");
    }

    /// <summary>Imports the file unless containerd has <paramref name="image"/> already, e.g. registry.k8s.io/pause:3.10.</summary>
    public async Task EnsureAsync(string image, string file, CancellationToken ct)
    {
        var listed = await commands.MustRunAsync(
            "ctr", ["--address", containerdSocket, "--namespace", CriNamespace, "images", "list", "--quiet", $"name=={image}"], ct);
        if (listed.Trim() != image)
        {
            await ImportAsync(file, ct);
        }
    }
}
