using SQLitePCL;

namespace Navarch.Store.Sqlite;

/// <summary>One connection to a SQLite file and its statements, with errors as <see cref="StoreException"/>.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly string _path;
    private readonly sqlite3 _handle;
    private readonly List<SqliteStatement> _statements = [];

    static SqliteDatabase() => Batteries_V2.Init();

    public SqliteDatabase(string path, string? fileSystem = null)
    {
        _path = path;
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        int code = raw.sqlite3_open_v2(path, out _handle, flags, fileSystem);
        if (code != raw.SQLITE_OK)
        {
            StoreException error = Error(code);
            _handle.Dispose();
            throw error;
        }

        raw.sqlite3_extended_result_codes(_handle, 1);
    }

    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public SqliteStatement Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_handle, sql, out sqlite3_stmt handle));
        SqliteStatement statement = new(this, handle);
        _statements.Add(statement);
        return statement;
    }

    public void Execute(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>The first column of the first row, or 0.</summary>
    public long Scalar(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw Error(code);
        }
    }

    public void Forget(SqliteStatement statement) => _statements.Remove(statement);

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.ToArray())
        {
            statement.Dispose();
        }

        _handle.Dispose();
    }

    private StoreException Error(int code)
    {
        string text = $"{raw.sqlite3_errmsg(_handle).utf8_to_string()} (SQLite {code}) in {_path}";
        return (code & 0xff) switch
        {
            raw.SQLITE_FULL => new StoreException(StoreError.NoSpace, $"no space left for the store: {text}"),
            // A statement of ours that SQLite doesn't understand means that the schema is not what we wrote.
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_ERROR or raw.SQLITE_SCHEMA => new StoreException(StoreError.Corrupt, $"the store's file is damaged: {text}"),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StoreException(StoreError.InUse, $"another process has the store open: {text}"),
            _ => new StoreException(StoreError.Io, $"the store's disk failed: {text}"),
        };
    }
}

/// <summary>A prepared statement. Blobs are valid until the next step.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        if (code != raw.SQLITE_DONE)
        {
            // Reset repeats the error; the first one is thrown.
            _ = raw.sqlite3_reset(handle);
            database.Check(code);
        }

        return false;
    }

    public SqliteStatement Bind(int index, long value)
    {
        database.Check(raw.sqlite3_bind_int64(handle, index, value));
        return this;
    }

    public SqliteStatement Bind(int index, ReadOnlySpan<byte> value)
    {
        database.Check(raw.sqlite3_bind_blob(handle, index, value));
        return this;
    }

    /// <summary>Runs a statement that returns no rows and makes it ready for the next run.</summary>
    public void Run()
    {
        Step();
        Reset();
    }

    public void Reset() => _ = raw.sqlite3_reset(handle);

    public long Int64(int column) => raw.sqlite3_column_int64(handle, column);

    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(handle, column);

    public void Dispose()
    {
        database.Forget(this);
        handle.Dispose();
    }
}
