using System.Diagnostics;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;

namespace Navarch.Kubelet.Tests;

/// <summary>Packs the machine's static busybox as an OCI image: what a registry would give, without one.</summary>
internal static class TestImage
{
    private static readonly string[] Applets =
        ["sh", "sleep", "cat", "echo", "ls", "wget", "nc", "httpd", "true", "false", "hostname", "env", "id", "touch", "mkdir", "seq", "kill", "date", "stat", "grep", "ip", "head", "dd"];

    public static string BusyboxPath => "/bin/busybox";

    /// <summary>Writes a tarball of one image under each of the names; it runs <paramref name="command"/>.</summary>
    public static void Write(string file, string name, string[] command)
    {
        var layer = Layer();
        var layerDigest = Digest(layer);
        var config = Encoding.UTF8.GetBytes(
            $$$"""
            {"architecture":"amd64","os":"linux","config":{"Env":["PATH=/bin"],"Cmd":[{{{string.Join(',', command.Select(c => $"\"{c}\""))}}}]},
            "rootfs":{"type":"layers","diff_ids":["{{{layerDigest}}}"]}}
            """);
        var manifest = Encoding.UTF8.GetBytes(
            $$"""
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
            "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{Digest(config)}}","size":{{config.Length}}},
            "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"{{layerDigest}}","size":{{layer.Length}}}]}
            """);
        var index = Encoding.UTF8.GetBytes(
            $$$"""
            {"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"{{{Digest(manifest)}}}",
            "size":{{{manifest.Length}}},"annotations":{"io.containerd.image.name":"{{{name}}}"}}]}
            """);

        using var tar = new TarWriter(File.Create(file));
        Add(tar, "oci-layout", Encoding.UTF8.GetBytes("""{"imageLayoutVersion":"1.0.0"}"""));
        Add(tar, "index.json", index);
        foreach (var blob in new[] { layer, config, manifest })
        {
            Add(tar, "blobs/sha256/" + Digest(blob)["sha256:".Length..], blob);
        }
    }

    /// <summary>Puts the busybox and the pause image into the containerd on that socket.</summary>
    public static async Task ImportAsync(string socket, string directory)
    {
        foreach (var (name, command) in new (string, string[])[]
        {
            ("docker.io/library/busybox:latest", ["sh"]),
            ("registry.k8s.io/pause:3.10", ["/bin/sleep", "999999999"]),
        })
        {
            var file = Path.Combine(directory, "image.tar");
            Write(file, name, command);
            using var ctr = Process.Start(new ProcessStartInfo("ctr", ["-a", socket, "-n", "k8s.io", "images", "import", file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var error = await ctr.StandardError.ReadToEndAsync();
            await ctr.WaitForExitAsync();
            Assert.True(ctr.ExitCode == 0, error);
            File.Delete(file);
        }
    }

    private static byte[] Layer()
    {
        using var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, leaveOpen: true))
        {
            foreach (var directory in new[] { "bin/", "tmp/", "etc/", "proc/", "sys/", "dev/", "var/", "root/" })
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.Directory, directory) { Mode = (UnixFileMode)0b111_101_101 });
            }

            Add(tar, "bin/busybox", File.ReadAllBytes(BusyboxPath), executable: true);
            Add(tar, "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nuser:x:1000:1000:user:/tmp:/bin/sh\n"u8.ToArray());
            Add(tar, "etc/group", "root:x:0:\nuser:x:1000:\n"u8.ToArray());
            foreach (var applet in Applets)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
            }
        }

        return buffer.ToArray();
    }

    private static void Add(TarWriter tar, string name, byte[] data, bool executable = false)
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        if (executable)
        {
            mode |= UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        }

        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(data), Mode = mode, ModificationTime = DateTimeOffset.UnixEpoch });
    }

    private static string Digest(byte[] data) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(data));
}
