using System.Buffers;
using Navarch.Client;

namespace Navarch.ApiServer.WatchCache;

/// <summary>
/// One change, linked to the next: a watcher is a place in this chain, and what every watcher has passed is garbage. The frame of
/// the wire is made once and shared.
/// </summary>
public sealed class CacheEvent
{
    private byte[]? _frame;

    internal CacheEvent(long sequence, ObjectEventType type, CachedObject current, CachedObject? previous)
    {
        Sequence = sequence;
        Type = type;
        Current = current;
        Previous = previous;
    }

    /// <summary>Its number within the resource; counts up by one.</summary>
    public long Sequence { get; }

    /// <summary>What happened.</summary>
    public ObjectEventType Type { get; }

    /// <summary>The new state; for a deletion the last state with the deletion's revision.</summary>
    public CachedObject Current { get; }

    /// <summary>The state before; null for a creation.</summary>
    public CachedObject? Previous { get; }

    /// <summary>The next change; null while this is the newest.</summary>
    public CacheEvent? Next => Volatile.Read(ref _next);

    private CacheEvent? _next;

    internal void Link(CacheEvent next) => Volatile.Write(ref _next, next);

    /// <summary>The JSON frame of the event as it is, for watchers whose selection it does not cross.</summary>
    public ReadOnlyMemory<byte> Frame => _frame ??= MakeFrame(Type, Current.Json.Span);

    /// <summary>The JSON frame of an event.</summary>
    public static byte[] MakeFrame(ObjectEventType type, ReadOnlySpan<byte> objectJson)
    {
        var head = type switch
        {
            ObjectEventType.Added => "{\"type\":\"ADDED\",\"object\":"u8,
            ObjectEventType.Modified => "{\"type\":\"MODIFIED\",\"object\":"u8,
            ObjectEventType.Deleted => "{\"type\":\"DELETED\",\"object\":"u8,
            _ => "{\"type\":\"BOOKMARK\",\"object\":"u8,
        };
        var frame = new byte[head.Length + objectJson.Length + 2];
        head.CopyTo(frame);
        objectJson.CopyTo(frame.AsSpan(head.Length));
        frame[^2] = (byte)'}';
        frame[^1] = (byte)'\n';
        return frame;
    }
}
