using Navarch.Store.Embedded;

namespace Navarch.Store.Sqlite;

/// <summary>
/// The durable log in one SQLite file in WAL mode: a row a version, keyed by revision, so that writes go to the end. Life cycle:
/// constructed (file opened, locked), <see cref="Load"/> once, then <see cref="Write"/> until disposed.
/// </summary>
internal sealed class SqliteLog : IDurableLog
{
    private const int FormatVersion = 1;
    private const long ApplicationId = 0x4E617672; // "Navr"

    private readonly string _path;
    private readonly SqliteFileSystem? _fileSystem;
    private readonly byte[] _small = new byte[RecordCodec.MaxHeadLength];
    private byte[] _buffer = new byte[4096];
    private SqliteDatabase _database = null!;
    private SqliteStatement _begin = null!;
    private SqliteStatement _commit = null!;
    private SqliteStatement _insert = null!;
    private SqliteStatement _delete = null!;
    private SqliteStatement _head = null!;
    private SqliteStatement _grant = null!;
    private SqliteStatement _revoke = null!;
    private SqliteStatement _undo = null!;
    private SqliteStatement _vacuum = null!;
    private long _rows;
    private ulong _digest;
    private long _revision;
    private bool _suspect;
    private bool _vacuuming;
    private bool _reopen;
    private bool _isOpen;

    public SqliteLog(string path, SqliteFileSystem? fileSystem = null)
    {
        _path = path;
        _fileSystem = fileSystem;
        if (fileSystem is null && !File.Exists(path))
        {
            // SQLite would create it readable by all; it may hold secrets. The write-ahead log takes over its mode.
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using FileStream created = new(path, options);
        }

        CheckWriteAheadLog();
        Open();
        EmptyWriteAheadLog();
    }

    public LogHead Load(KeySpace keys, List<LeaseRecord> leases)
    {
        LogHead head;
        long expectedRows;
        ulong expectedDigest;
        using (SqliteStatement meta = _database.Prepare("SELECT data FROM meta WHERE id = 1"))
        {
            if (!meta.Step() || !RecordCodec.TryDecodeHead(meta.Blob(0), out head, out expectedRows, out expectedDigest))
            {
                throw Damaged("its head record");
            }
        }

        using (SqliteStatement rows = _database.Prepare("SELECT id, data FROM lease ORDER BY id"))
        {
            while (rows.Step())
            {
                if (!RecordCodec.TryDecodeLease(rows.Int64(0), rows.Blob(1), out LeaseRecord lease))
                {
                    throw Damaged($"lease {rows.Int64(0)}");
                }

                leases.Add(lease);
            }
        }

        keys.BeginLoad(head.CompactRevision);
        using (SqliteStatement rows = _database.Prepare("SELECT rev, data FROM log ORDER BY rev"))
        {
            while (rows.Step())
            {
                long revision = rows.Int64(0);
                ReadOnlySpan<byte> data = rows.Blob(1);
                if (revision <= _revision || !RecordCodec.TryDecodeVersion(revision, data, out VersionRecord version))
                {
                    throw Damaged($"the record of revision {revision}");
                }

                _revision = revision;
                _rows++;
                _digest += RecordCodec.Hash(revision, data);
                keys.Load(version.Key, version.Value, version.CreateRevision, revision, version.Version, version.LeaseId);
            }
        }

        if (_rows != expectedRows || _digest != expectedDigest || _revision > head.Revision)
        {
            throw Damaged($"the set of its records ({_rows} up to revision {_revision}, {expectedRows} up to {head.Revision} were written)");
        }

        _revision = head.Revision;
        return head;
    }

    public void Write(LogBatch batch)
    {
        long rows = _rows;
        ulong digest = _digest;
        try
        {
            if (_reopen)
            {
                Close();
                Open();
                _reopen = false;
            }

            if (_suspect)
            {
                EmptyWriteAheadLog();
            }

            _begin.Run();
            if (_suspect)
            {
                // The transaction that failed may be in the file after all; its revisions are given out again.
                _undo.Bind(1, _revision).Run();
                _database.Execute("DELETE FROM lease");
                foreach (LeaseRecord lease in batch.Leases())
                {
                    _grant.Bind(1, lease.Id).Bind(2, RecordCodec.EncodeLease(lease, _small)).Run();
                }
            }

            foreach (KeyValue version in batch.Added)
            {
                ReadOnlySpan<byte> record = RecordCodec.EncodeVersion(version, ref _buffer);
                digest += RecordCodec.Hash(version.ModRevision, record);
                rows++;
                _insert.Bind(1, version.ModRevision).Bind(2, record).Run();
            }

            foreach (KeyValue version in batch.Dropped)
            {
                digest -= RecordCodec.Hash(version.ModRevision, RecordCodec.EncodeVersion(version, ref _buffer));
                rows--;
                _delete.Bind(1, version.ModRevision).Run();
            }

            foreach (LeaseRecord lease in batch.Granted)
            {
                _grant.Bind(1, lease.Id).Bind(2, RecordCodec.EncodeLease(lease, _small)).Run();
            }

            foreach (long id in batch.Revoked)
            {
                _revoke.Bind(1, id).Run();
            }

            _head.Bind(1, RecordCodec.EncodeHead(batch.Head, rows, digest, _small)).Run();
            _commit.Run();
        }
        catch (StoreException error)
        {
            Undo(error);
            throw;
        }

        _suspect = false;
        _rows = rows;
        _digest = digest;
        _revision = batch.Head.Revision;
    }

    public bool ReturnSpace()
    {
        // Free pages are used again; moving the others to give them back is itself writing, so it waits until it is worth it.
        long free = _database.Scalar("PRAGMA freelist_count");
        if (free < (_vacuuming ? 1 : Math.Max(Limits.VacuumPages, _database.Scalar("PRAGMA page_count") / 4)))
        {
            _vacuuming = false;
            return false;
        }

        _vacuuming = true;
        while (_vacuum.Step())
        {
        }

        _vacuum.Reset();
        return true;
    }

    public void Dispose() => Close();

    private void Open()
    {
        _database = new SqliteDatabase(_path, _fileSystem?.Name);
        try
        {
            Configure();
            Prepare();
            _isOpen = true;
        }
        catch
        {
            _database.Dispose();
            throw;
        }
    }

    /// <summary>SQLite takes a damaged frame for the log's torn end and forgets what follows, so it is looked for before.</summary>
    private void CheckWriteAheadLog()
    {
        string path = _path + "-wal";
        using Stream? file = _fileSystem is null ? (File.Exists(path) ? File.OpenRead(path) : null) : _fileSystem.OpenRead(path);
        if (file is not null && WriteAheadLog.FindDamage(file) is { } damage)
        {
            throw new StoreException(StoreError.Corrupt, $"the store's write-ahead log {path} is damaged: {damage}; restore a backup");
        }
    }

    /// <summary>
    /// After a crash or a failed write. What a failed sync didn't write the kernel may not write with the next one either (it
    /// forgets that the pages are dirty), so nothing may come after it in the write-ahead log; and what a torn transaction left
    /// there must not look like a later one.
    /// </summary>
    private void EmptyWriteAheadLog() => _database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    private void Configure()
    {
        // Exclusive: one process, and no shared-memory file. It must be set before the first access in WAL mode.
        _database.Execute("PRAGMA locking_mode = EXCLUSIVE");
        if (_database.Scalar("PRAGMA page_count") == 0)
        {
            // Only now: on an existing file it would write, and after a failed write nothing may be written before the log is emptied.
            _database.Execute("PRAGMA auto_vacuum = INCREMENTAL");
        }

        _database.Execute("PRAGMA journal_mode = WAL");
        _database.Execute("PRAGMA synchronous = FULL");
        _database.Execute("PRAGMA cell_size_check = ON");
        _database.Execute("PRAGMA temp_store = MEMORY");
        _database.Execute("PRAGMA cache_size = -4096");
        _database.Execute($"PRAGMA wal_autocheckpoint = {Limits.WalCheckpointPages}");
        _database.Execute($"PRAGMA journal_size_limit = {Limits.WalSizeLimitBytes}");
        _database.Execute("BEGIN IMMEDIATE");
        long format = _database.Scalar("PRAGMA user_version");
        if (format == 0 && _database.Scalar("SELECT count(*) FROM sqlite_schema") == 0)
        {
            _database.Execute("CREATE TABLE log (rev INTEGER PRIMARY KEY, data BLOB NOT NULL)");
            _database.Execute("CREATE TABLE lease (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
            _database.Execute("CREATE TABLE meta (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
            using (SqliteStatement head = _database.Prepare("INSERT INTO meta (id, data) VALUES (1, ?)"))
            {
                head.Bind(1, RecordCodec.EncodeHead(new LogHead(1, 0, 0, []), 0, 0, _small)).Run();
            }

            _database.Execute($"PRAGMA application_id = {ApplicationId}");
            _database.Execute($"PRAGMA user_version = {FormatVersion}");
        }
        else if (format != FormatVersion || _database.Scalar("PRAGMA application_id") != ApplicationId)
        {
            throw new StoreException(StoreError.Corrupt, $"{_path} is not a store of format {FormatVersion} (it says {format})");
        }

        _database.Execute("COMMIT");
    }

    private void Prepare()
    {
        _begin = _database.Prepare("BEGIN IMMEDIATE");
        _commit = _database.Prepare("COMMIT");
        _insert = _database.Prepare("INSERT INTO log (rev, data) VALUES (?, ?)");
        _delete = _database.Prepare("DELETE FROM log WHERE rev = ?");
        _undo = _database.Prepare("DELETE FROM log WHERE rev > ?");
        _head = _database.Prepare("UPDATE meta SET data = ? WHERE id = 1");
        _grant = _database.Prepare("INSERT OR REPLACE INTO lease (id, data) VALUES (?, ?)");
        _revoke = _database.Prepare("DELETE FROM lease WHERE id = ?");
        _vacuum = _database.Prepare($"PRAGMA incremental_vacuum({Limits.VacuumPages})");
    }

    private void Undo(StoreException cause)
    {
        _suspect = true;
        _reopen |= cause.Error != StoreError.NoSpace;
        try
        {
            if (_isOpen && _database.InTransaction)
            {
                _database.Execute("ROLLBACK");
            }
        }
        catch (StoreException)
        {
            // What failed was the disk; the caller hears of the first failure.
            _reopen = true;
        }
    }

    private void Close()
    {
        _isOpen = false;
        _database.Dispose();
    }

    private StoreException Damaged(string what) =>
        new(StoreError.Corrupt, $"the store {_path} is damaged: {what} can't be read as written; restore a backup");
}
