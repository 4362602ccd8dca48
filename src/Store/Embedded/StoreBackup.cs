using Navarch.Store.Sqlite;

namespace Navarch.Store.Embedded;

/// <summary>Backup files of an <see cref="EmbeddedStore"/>: a store's database with history, checked like one when it is read.</summary>
public static class StoreBackup
{
    /// <summary>How long keys whose lease is not in the backup stay: their lease has ended since the revision that is restored.</summary>
    private static readonly TimeSpan _endedLease = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Makes a store in an empty directory from a backup, as it was at a revision (0: the backup's newest; not before the history in
    /// it). The restored store's revision is far ahead, so that clients which saw later revisions list again and none is given out
    /// twice. Returns the revision that was restored.
    /// </summary>
    public static long Restore(string path, string directory, TimeProvider time, long revision = 0)
    {
        ArgumentNullException.ThrowIfNull(time);
        string target = Path.Combine(directory, EmbeddedStore.FileName);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"there is no backup {path}", path);
        }

        if (File.Exists(target))
        {
            throw new IOException($"{directory} has a store already; a backup is restored into an empty directory");
        }

        KeySpace keys = new();
        List<LeaseRecord> leases = [];
        LogHead head = Read(path, keys, leases);
        long restored = revision == 0 ? head.Revision : revision;
        keys.CheckReadable(restored);
        List<KeyValue> versions = keys.VersionsUpTo(restored);
        AddEndedLeases(versions, leases, time);
        long jumped = restored + Limits.RestoreRevisionJump;
        head = head with
        {
            Revision = restored,
            Ceiling = 0,
            Gaps = Writer.AddGap(head with { Revision = restored }, new RevisionGap(restored, jumped)),
        };
        EmbeddedStore.OpenLog(directory).Dispose();
        File.Delete(target);
        Write(target, head with { Revision = jumped }, versions, leases, CancellationToken.None);
        return restored;
    }

    internal static void Write(string path, LogHead head, List<KeyValue> versions, List<LeaseRecord> leases, CancellationToken cancellationToken)
    {
        string part = path + ".part";
        File.Delete(part);
        using (SqliteLog log = new(part))
        {
            log.Load(new KeySpace(), []);
            for (int at = 0; at < versions.Count || at == 0; at += Limits.BackupChunk)
            {
                cancellationToken.ThrowIfCancellationRequested();
                LogBatch batch = new() { Leases = static () => [], Head = head };
                batch.Added.AddRange(versions.GetRange(at, Math.Min(Limits.BackupChunk, versions.Count - at)));
                if (at == 0)
                {
                    batch.Granted.AddRange(leases);
                }

                log.Write(batch);
            }
        }

        File.Move(part, path, overwrite: true);
    }

    private static LogHead Read(string path, KeySpace keys, List<LeaseRecord> leases)
    {
        // Opening writes (a lock, the emptied log), and a backup is not to be touched.
        string copy = Path.Combine(Directory.CreateTempSubdirectory("navarch-restore-").FullName, EmbeddedStore.FileName);
        try
        {
            File.Copy(path, copy);
            using SqliteLog log = new(copy);
            LogHead head = log.Load(keys, leases);
            keys.EndLoad(head.Revision, head.Gaps);
            return head;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        }
    }

    private static void AddEndedLeases(List<KeyValue> versions, List<LeaseRecord> leases, TimeProvider time)
    {
        HashSet<long> known = [.. leases.Select(static lease => lease.Id)];
        long expires = (time.GetUtcNow() + _endedLease).ToUnixTimeMilliseconds();
        foreach (KeyValue version in versions)
        {
            if (version.LeaseId != 0 && known.Add(version.LeaseId))
            {
                leases.Add(new LeaseRecord(version.LeaseId, (long)_endedLease.TotalMilliseconds, expires));
            }
        }
    }
}
