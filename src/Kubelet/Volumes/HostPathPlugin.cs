using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Volumes;

/// <summary>hostPath: a path of the node itself, checked or made as its type says.</summary>
internal sealed class HostPathPlugin : VolumePlugin
{
    public override bool Handles(Volume volume) => volume.HostPath is not null;

    public override Task<MountedVolume> SetUpAsync(VolumeContext context, CancellationToken ct)
    {
        var source = context.Volume.HostPath!;
        Check(source.Path, source.Type ?? "");
        return Task.FromResult(new MountedVolume(source.Path));
    }

    internal static void Check(string path, string type)
    {
        switch (type)
        {
            case "DirectoryOrCreate" when !Path.Exists(path):
                Directory.CreateDirectory(path, (UnixFileMode)0b111_101_101);
                break;
            case "FileOrCreate" when !Path.Exists(path):
                File.WriteAllBytes(path, []);
                File.SetUnixFileMode(path, (UnixFileMode)0b110_100_100);
                break;
            case "Directory" or "DirectoryOrCreate" when !Directory.Exists(path):
                throw new VolumeException($"hostPath type check failed: {path} is not a directory");
            case "File" or "FileOrCreate" when !File.Exists(path):
                throw new VolumeException($"hostPath type check failed: {path} is not a file");
            case "Socket" when !Path.Exists(path) || Directory.Exists(path):
                throw new VolumeException($"hostPath type check failed: {path} is not a socket file");
            case "CharDevice" or "BlockDevice" when !Path.Exists(path):
                throw new VolumeException($"hostPath type check failed: {path} is not a {(type == "CharDevice" ? "character" : "block")} device");
            case "" when !Path.Exists(path):
                // The runtime makes what is missing a directory; so does upstream's.
                Directory.CreateDirectory(path, (UnixFileMode)0b111_101_101);
                break;
        }
    }

}
