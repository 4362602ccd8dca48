using System.Runtime.InteropServices;

namespace Navarch.Kubelet.Volumes;

/// <summary>The few system calls that .NET doesn't have.</summary>
internal static class Posix
{
    private const int UmountDetach = 2;

    public static void MountTmpfs(string target, long sizeBytes)
    {
        var data = sizeBytes > 0 ? $"size={sizeBytes}" : null;
        Check(Mount("tmpfs", target, "tmpfs", 0, data), $"mount tmpfs on {target}");
    }

    public static void Unmount(string target) => Check(Umount(target, UmountDetach), $"unmount {target}");

    /// <summary>Changes owner and group without following links; -1 leaves one as it is.</summary>
    public static void ChangeOwner(string path, int user, int group) => Check(Lchown(path, user, group), $"chown {path}");

    /// <summary>Replaces what has the new name, in one step; of a link the link itself.</summary>
    public static void Rename(string from, string to) => Check(RenamePath(from, to), $"rename {from} to {to}");

    /// <summary>Below a root the mounts, deepest first.</summary>
    public static IReadOnlyList<string> MountsBelow(string root)
    {
        const int MountPointField = 4;
        return File.ReadLines("/proc/self/mountinfo").Select(line => Unescape(line.Split(' ')[MountPointField]))
            .Where(point => point == root || point.StartsWith(root + "/", StringComparison.Ordinal))
            .OrderByDescending(point => point.Length).ToArray();
    }

    public static bool IsMountPoint(string path) => MountsBelow(path).Contains(path);

    private static string Unescape(string text) =>
        text.Replace("\\040", " ", StringComparison.Ordinal).Replace("\\011", "\t", StringComparison.Ordinal).Replace("\\134", "\\", StringComparison.Ordinal);

    private static void Check(int result, string what)
    {
        if (result != 0)
        {
            throw new IOException($"{what}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", EntryPoint = "mount", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Mount(string source, string target, string type, nuint flags, string? data);

    [DllImport("libc", EntryPoint = "umount2", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Umount(string target, int flags);

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Lchown(string path, int user, int group);

    [DllImport("libc", EntryPoint = "rename", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int RenamePath(string from, string to);
}
