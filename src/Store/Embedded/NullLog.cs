namespace Navarch.Store.Embedded;

/// <summary>No disk: the store lives as long as the process.</summary>
internal sealed class NullLog : IDurableLog
{
    public LogHead Load(KeySpace keys, List<LeaseRecord> leases)
    {
        keys.BeginLoad(0);
        return new LogHead(1, 0, 0, []);
    }

    public void Write(LogBatch batch)
    {
    }

    public bool ReturnSpace() => false;

    public void Dispose()
    {
    }
}
