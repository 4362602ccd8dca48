using System.Globalization;

namespace Navarch.Kubelet.Volumes;

/// <summary>One file of a volume that is written from the API.</summary>
internal sealed record ProjectedFile(byte[] Data, UnixFileMode Mode, int? User = null);

/// <summary>
/// Writes a set of files so that a reader sees either all old or all new ones: each set has its own directory, the link ..data names
/// the current one, and what users see are links through ..data. The layout is upstream's, on which programs that watch such volumes
/// depend.
/// </summary>
internal sealed class AtomicWriter(string directory, TimeProvider time)
{
    private const string DataLink = "..data";
    private const string NewDataLink = "..data_tmp";
    private int sequence;

    /// <summary>Makes the directory hold exactly these files, by relative path. Returns whether anything changed.</summary>
    public bool Write(IReadOnlyDictionary<string, ProjectedFile> files, int? group)
    {
        foreach (var path in files.Keys)
        {
            if (path.Length == 0 || path.StartsWith('/') || path.Split('/').Any(p => p == "..") || path.StartsWith("..", StringComparison.Ordinal))
            {
                throw new VolumeException($"invalid path {path}: must be relative and must not start with '..'");
            }
        }

        var dataLink = Path.Combine(directory, DataLink);
        var oldTarget = new FileInfo(dataLink).LinkTarget;
        var oldDirectory = oldTarget is null ? null : Path.Combine(directory, oldTarget);
        if (oldDirectory is not null && Holds(oldDirectory, files))
        {
            return false;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"..{time.GetUtcNow():yyyy_MM_dd_HH_mm_ss}.{time.GetUtcNow().Ticks % 10_000_000:D7}{sequence++}");
        var newDirectory = Path.Combine(directory, name);
        Directory.CreateDirectory(newDirectory, (UnixFileMode)0b111_101_101);
        foreach (var (path, file) in files)
        {
            var full = Path.Combine(newDirectory, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!, (UnixFileMode)0b111_101_101);
            File.WriteAllBytes(full, file.Data);
            File.SetUnixFileMode(full, group is null ? file.Mode : file.Mode | UnixFileMode.GroupRead);
            if (group is not null || file.User is not null)
            {
                Posix.ChangeOwner(full, file.User ?? -1, group ?? -1);
            }
        }

        var newLink = Path.Combine(directory, NewDataLink);
        File.Delete(newLink);
        File.CreateSymbolicLink(newLink, name);
        Posix.Rename(newLink, dataLink);
        LinkVisible(files.Keys);
        if (oldDirectory is not null && Directory.Exists(oldDirectory))
        {
            Directory.Delete(oldDirectory, recursive: true);
        }

        return true;
    }

    private static bool Holds(string old, IReadOnlyDictionary<string, ProjectedFile> files)
    {
        if (!Directory.Exists(old))
        {
            return false;
        }

        var present = Directory.EnumerateFiles(old, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(old, f)).ToHashSet(StringComparer.Ordinal);
        return present.Count == files.Count && files.All(f =>
            present.Contains(f.Key) && File.ReadAllBytes(Path.Combine(old, f.Key)).AsSpan().SequenceEqual(f.Value.Data));
    }

    private void LinkVisible(IEnumerable<string> paths)
    {
        var wanted = paths.Select(p => p.Split('/')[0]).ToHashSet(StringComparer.Ordinal);
        foreach (var name in wanted)
        {
            var link = Path.Combine(directory, name);
            if (new FileInfo(link).LinkTarget is null)
            {
                File.CreateSymbolicLink(link, Path.Combine(DataLink, name));
            }
        }

        foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos())
        {
            if (!entry.Name.StartsWith("..", StringComparison.Ordinal) && !wanted.Contains(entry.Name))
            {
                entry.Delete();
            }
        }
    }
}
