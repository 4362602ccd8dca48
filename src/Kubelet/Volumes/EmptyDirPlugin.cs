using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Volumes;

/// <summary>emptyDir: a directory that lives as long as the pod, on disk or in memory.</summary>
internal sealed class EmptyDirPlugin : VolumePlugin
{
    public override bool Handles(Volume volume) => volume.EmptyDir is not null;

    public override Task<MountedVolume> SetUpAsync(VolumeContext context, CancellationToken ct)
    {
        var directory = context.Directory("kubernetes.io/empty-dir");
        var source = context.Volume.EmptyDir!;
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory);
            if (source.Medium == "Memory")
            {
                Posix.MountTmpfs(directory, source.SizeLimit is { } limit ? limit.Value : 0);
            }

            File.SetUnixFileMode(directory, (UnixFileMode)0b111_111_111);
            if (context.FsGroup is { } group)
            {
                Ownership.Give(directory, group);
            }
        }

        return Task.FromResult(new MountedVolume(directory));
    }
}
