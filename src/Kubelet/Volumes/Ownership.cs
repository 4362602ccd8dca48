namespace Navarch.Kubelet.Volumes;

/// <summary>Gives a volume to the pod's fsGroup as upstream does: group read and write on all, and new files inherit the group.</summary>
internal static class Ownership
{
    private const UnixFileMode GroupReadWrite = UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    public static void Give(string directory, int group)
    {
        Posix.ChangeOwner(directory, -1, group);
        File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | GroupReadWrite | UnixFileMode.GroupExecute | UnixFileMode.SetGroup);
        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null)
            {
                Posix.ChangeOwner(entry.FullName, -1, group);
            }
            else if (entry is DirectoryInfo)
            {
                Give(entry.FullName, group);
            }
            else
            {
                Posix.ChangeOwner(entry.FullName, -1, group);
                File.SetUnixFileMode(entry.FullName, File.GetUnixFileMode(entry.FullName) | GroupReadWrite);
            }
        }
    }
}
