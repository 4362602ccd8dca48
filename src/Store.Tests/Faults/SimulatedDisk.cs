using Navarch.Store.Sqlite;

namespace Navarch.Store.Tests.Faults;

/// <summary>
/// A disk in memory that keeps what was synced apart from what was only written. A power cut keeps, of the writes since the last
/// sync, any sectors in any order; a failed sync forgets writes as Linux does; the n-th call can fail; space can run out.
/// </summary>
public sealed class SimulatedDisk : IDisposable
{
    public const int Sector = 512;

    private readonly Dictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly Random _random;
    private long _failAfter = long.MaxValue;
    private bool _sticky;

    public SimulatedDisk(Random random)
    {
        _random = random;
        Id = SimulatedFileSystem.Mount(this);
    }

    public long Id { get; }

    /// <summary>Where SQLite finds a file of this disk.</summary>
    public string PathOf(string name) => $"/disk{Id}/{name}";

    /// <summary>The machine is off: nothing works until <see cref="PowerOn"/>.</summary>
    public bool IsOff { get; private set; }

    /// <summary>Calls that could have failed so far.</summary>
    public long Calls { get; private set; }

    /// <summary>A planted bug: syncs do nothing and say that they did.</summary>
    public bool LiesAboutSync { get; set; }

    /// <summary>Bytes that all files may take together.</summary>
    public long Capacity { get; set; } = long.MaxValue;

    public long Used => _files.Values.Sum(static file => file.Length);

    public IReadOnlyDictionary<string, SimulatedFile> Files => _files;

    internal SqliteFileSystem FileSystem => new(SimulatedFileSystem.Name, path =>
        _files.TryGetValue(path, out SimulatedFile? file) ? new MemoryStream(file.ToArray(), writable: false) : null);

    /// <summary>Lets the n-th call from now fail, and all after it if the fault is sticky.</summary>
    public void FailAfter(long calls, bool sticky)
    {
        _failAfter = calls;
        _sticky = sticky;
    }

    public void Heal() => _failAfter = long.MaxValue;

    /// <summary>Each file becomes what was synced and some of what was written since.</summary>
    public void CutPower()
    {
        IsOff = true;
        foreach (SimulatedFile file in _files.Values)
        {
            file.CutPower(_random);
        }
    }

    public void Dispose() => SimulatedFileSystem.Unmount(Id);

    /// <summary>The process dies, the machine goes on: what was written is there.</summary>
    public void KillProcess() => IsOff = true;

    public void PowerOn()
    {
        IsOff = false;
        Heal();
    }

    internal SimulatedFile? Find(string path) => _files.GetValueOrDefault(path);

    internal SimulatedFile Create(string path) => _files[path] = new SimulatedFile();

    internal void Delete(string path) => _files.Remove(path);

    /// <summary>Counts a call; true if it must fail.</summary>
    internal bool Fails()
    {
        if (IsOff)
        {
            return true;
        }

        Calls++;
        if (_failAfter == long.MaxValue || _failAfter-- > 0)
        {
            return false;
        }

        if (_sticky)
        {
            _failAfter = 0;
        }
        else
        {
            _failAfter = long.MaxValue;
        }

        return true;
    }

    internal void FailSync(SimulatedFile file)
    {
        if (!IsOff)
        {
            file.ForgetWrites(_random);
        }
    }
}

/// <summary>One file: what readers see, and the changes that are not safe yet.</summary>
public sealed class SimulatedFile
{
    private readonly List<(long Offset, byte[]? Data)> _unsynced = [];
    private byte[] _current = [];
    private byte[] _durable = [];

    public int Length { get; private set; }

    private int _durableLength;

    public byte[] ToArray() => _current[..Length];

    public void Flip(long bit)
    {
        _current[bit / 8] ^= (byte)(1 << (int)(bit % 8));
        _durable = ToArray();
        _durableLength = Length;
    }

    public int Read(long offset, Span<byte> into)
    {
        int count = (int)Math.Clamp(Length - offset, 0, into.Length);
        _current.AsSpan((int)Math.Min(offset, Length), count).CopyTo(into);
        into[count..].Clear();
        return count;
    }

    public void Write(long offset, ReadOnlySpan<byte> data)
    {
        Length = Apply(ref _current, Length, offset, data);
        _unsynced.Add((offset, data.ToArray()));
    }

    public void Truncate(long length)
    {
        Length = Cut(_current, Length, length);
        _unsynced.Add((length, null));
    }

    public void Sync()
    {
        foreach ((long offset, byte[]? data) in _unsynced)
        {
            _durableLength = data is null ? Cut(_durable, _durableLength, offset) : Apply(ref _durable, _durableLength, offset, data);
        }

        _unsynced.Clear();
    }

    /// <summary>A sync failed: some writes reached the disk, the others never will, though readers still see them.</summary>
    public void ForgetWrites(Random random)
    {
        Persist(random);
        _unsynced.Clear();
    }

    public void CutPower(Random random)
    {
        Persist(random);
        _unsynced.Clear();
        _current = _durable[.._durableLength];
        Length = _durableLength;
    }

    private void Persist(Random random)
    {
        foreach ((long offset, byte[]? data) in _unsynced)
        {
            if (data is null)
            {
                _durableLength = random.Next(2) == 0 ? Cut(_durable, _durableLength, offset) : _durableLength;
                continue;
            }

            bool whole = random.Next(2) == 0;
            for (int at = 0; at < data.Length;)
            {
                int end = (int)Math.Min(data.Length, ((offset + at) / SimulatedDisk.Sector * SimulatedDisk.Sector) + SimulatedDisk.Sector - offset);
                if (whole || random.Next(2) == 0)
                {
                    _durableLength = Apply(ref _durable, _durableLength, offset + at, data.AsSpan(at, end - at));
                }

                at = end;
            }
        }
    }

    private static int Apply(ref byte[] bytes, int length, long offset, ReadOnlySpan<byte> data)
    {
        int end = (int)offset + data.Length;
        if (bytes.Length < end)
        {
            Array.Resize(ref bytes, Math.Max(end, bytes.Length * 2));
        }

        data.CopyTo(bytes.AsSpan((int)offset));
        return Math.Max(length, end);
    }

    private static int Cut(byte[] bytes, int length, long to)
    {
        if (to < length)
        {
            bytes.AsSpan((int)to, length - (int)to).Clear();
            return (int)to;
        }

        return length;
    }
}
