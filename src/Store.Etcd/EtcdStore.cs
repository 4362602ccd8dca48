using System.Text;
using Google.Protobuf;
using Navarch.Store.Etcd.Wire;

namespace Navarch.Store.Etcd;

/// <summary>
/// The store of several API servers: an etcd cluster over its v3 API. Reads are linearizable and are tried again on other members;
/// a commit whose answer is lost fails with <see cref="StoreError.Unavailable"/>, as it may have happened. Watches reconnect by
/// themselves and go on where they were.
/// </summary>
/// <remarks>
/// <see cref="Durability.Relaxed"/> is the same as synced here. Nothing compacts by itself: the API servers agree on that.
/// Requested progress needs etcd 3.4.25, 3.5.8 or newer to be exact; older members may tell it before events that are on their way
/// (https://github.com/etcd-io/etcd/issues/15220).
/// </remarks>
public sealed class EtcdStore : IStore
{
    private readonly GrpcChannel _channel;
    private readonly EtcdStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closed = new();
    private long _revision;
    private long _compactRevision;

    public EtcdStore(EtcdStoreOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Servers.Count);
        _options = options;
        _time = time;
        _channel = new GrpcChannel(options, time);
    }

    public long Revision => Volatile.Read(ref _revision);

    public long CompactRevision => Volatile.Read(ref _compactRevision);

    public async ValueTask<long> GetRevisionAsync(CancellationToken cancellationToken = default)
    {
        // Any linearizable read tells it; this one finds nothing.
        RangeResponse response = await ReadAsync("etcdserverpb.KV/Range", new RangeRequest { Key = ByteString.CopyFromUtf8("\0"), CountOnly = true }, RangeResponse.Parser, 0, cancellationToken).ConfigureAwait(false);
        return Saw(response.Header);
    }

    public async ValueTask<TxnResult> CommitAsync(Mutation mutation, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(mutation.Key);
        if (mutation.Key.Length > Navarch.Store.Limits.MaxKeyLength || mutation.Value?.Length > Navarch.Store.Limits.MaxValueBytes)
        {
            throw new StoreException(StoreError.TooLarge, $"{mutation.Key[..Math.Min(200, mutation.Key.Length)]}: {mutation.Value?.Length} bytes; at most {Navarch.Store.Limits.MaxValueBytes} are stored");
        }

        ByteString key = ByteString.CopyFromUtf8(mutation.Key);
        TxnRequest txn = new();
        if (mutation.ExpectedModRevision is { } expected)
        {
            txn.Compare.Add(new Compare { Key = key, Target = Compare.Types.CompareTarget.Mod, Result = Compare.Types.CompareResult.Equal, ModRevision = expected });
            txn.Failure.Add(new RequestOp { RequestRange = new RangeRequest { Key = key } });
        }

        txn.Success.Add(mutation.Value is { } value
            ? new RequestOp { RequestPut = new PutRequest { Key = key, Value = UnsafeByteOperations.UnsafeWrap(value), Lease = mutation.LeaseId, PrevKv = true } }
            : new RequestOp { RequestDeleteRange = new DeleteRangeRequest { Key = key, PrevKv = true } });
        TxnResponse response = await WriteAsync("etcdserverpb.KV/Txn", txn, TxnResponse.Parser, 0, cancellationToken).ConfigureAwait(false);
        long revision = Saw(response.Header);
        ResponseOp answer = response.Responses[0];
        if (!response.Succeeded)
        {
            KeyValue? current = answer.ResponseRange.Kvs.Count == 0 ? null : Version(answer.ResponseRange.Kvs[0]);
            return new TxnResult(false, revision, current, null);
        }

        if (mutation.Value is { } put)
        {
            KeyValue? previous = answer.ResponsePut.PrevKv is { } before ? Version(before) : null;
            KeyValue version = new(mutation.Key, put.ToArray(), previous?.CreateRevision ?? revision, revision, (previous?.Version ?? 0) + 1, mutation.LeaseId);
            return new TxnResult(true, revision, version, previous);
        }

        return new TxnResult(true, revision, null, answer.ResponseDeleteRange.PrevKvs.Count == 0 ? null : Version(answer.ResponseDeleteRange.PrevKvs[0]));
    }

    public async ValueTask<KeyValue?> GetAsync(string key, long revision = 0, CancellationToken cancellationToken = default)
    {
        RangeResponse response = await ReadAsync("etcdserverpb.KV/Range", new RangeRequest { Key = ByteString.CopyFromUtf8(key), Revision = revision }, RangeResponse.Parser, revision, cancellationToken).ConfigureAwait(false);
        Saw(response.Header);
        return response.Kvs.Count == 0 ? null : Version(response.Kvs[0]);
    }

    public async ValueTask<RangeResult> RangeAsync(RangeQuery query, CancellationToken cancellationToken = default)
    {
        RangeRequest request = new()
        {
            Key = Start(query.Start),
            RangeEnd = End(query.End),
            Limit = query.Limit,
            Revision = query.Revision,
        };
        RangeResponse response = await ReadAsync("etcdserverpb.KV/Range", request, RangeResponse.Parser, query.Revision, cancellationToken).ConfigureAwait(false);
        long revision = Saw(response.Header);
        KeyValue[] items = new KeyValue[response.Kvs.Count];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Version(response.Kvs[i]);
        }

        return new RangeResult(items, query.Revision == 0 ? revision : query.Revision, response.More, query.Count ? response.Count : items.Length);
    }

    /// <remarks>For a watch from now, <see cref="IStoreWatch.StartRevision"/> is 0 until etcd has answered, before the first batch.</remarks>
    public IStoreWatch Watch(string prefix, long fromRevision = 0)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegative(fromRevision);
        return new EtcdWatch(this, _channel, prefix, fromRevision, _time, _closed.Token);
    }

    public async ValueTask CompactAsync(long revision, CancellationToken cancellationToken = default)
    {
        CompactionResponse response = await WriteAsync("etcdserverpb.KV/Compact", new CompactionRequest { Revision = revision }, CompactionResponse.Parser, revision, cancellationToken).ConfigureAwait(false);
        Saw(response.Header);
        SawCompaction(revision);
    }

    public async ValueTask<long> GrantLeaseAsync(TimeSpan timeToLive, CancellationToken cancellationToken = default)
    {
        long seconds = Math.Max(1, (long)Math.Ceiling(timeToLive.TotalSeconds));
        LeaseGrantResponse response = await WriteAsync("etcdserverpb.Lease/LeaseGrant", new LeaseGrantRequest { TTL = seconds }, LeaseGrantResponse.Parser, 0, cancellationToken).ConfigureAwait(false);
        return response.ID;
    }

    public async ValueTask RevokeLeaseAsync(long leaseId, CancellationToken cancellationToken = default) =>
        await WriteAsync("etcdserverpb.Lease/LeaseRevoke", new LeaseRevokeRequest { ID = leaseId }, LeaseRevokeResponse.Parser, 0, cancellationToken).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _closed.CancelAsync().ConfigureAwait(false);
        _channel.Dispose();
    }

    internal static ByteString Start(string key) => ByteString.CopyFromUtf8(key.Length == 0 ? "\0" : key);

    /// <summary>etcd writes "to the last key" as one zero byte.</summary>
    internal static ByteString End(string end) => ByteString.CopyFromUtf8(end.Length == 0 ? "\0" : end);

    internal static KeyValue Version(WireKeyValue wire) =>
        new(wire.Key.ToString(Encoding.UTF8), wire.Value.ToByteArray(), wire.CreateRevision, wire.ModRevision, wire.Version, wire.Lease);

    internal long Saw(ResponseHeader header)
    {
        Raise(ref _revision, header.Revision);
        return header.Revision;
    }

    internal void SawCompaction(long revision) => Raise(ref _compactRevision, revision);

    private static void Raise(ref long field, long value)
    {
        long old = Volatile.Read(ref field);
        while (old < value)
        {
            long seen = Interlocked.CompareExchange(ref field, value, old);
            if (seen == old)
            {
                return;
            }

            old = seen;
        }
    }

    private Task<TResponse> ReadAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, long asked, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse> => CallAsync(method, request, parser, asked, static error => error.IsTransient, cancellationToken);

    /// <summary>Sent again only if it can't have happened.</summary>
    private Task<TResponse> WriteAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, long asked, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse> => CallAsync(method, request, parser, asked, static error => error.NotSent, cancellationToken);

    private async Task<TResponse> CallAsync<TResponse>(
        string method,
        IMessage request,
        MessageParser<TResponse> parser,
        long asked,
        Func<RpcException, bool> again,
        CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        if (_closed.IsCancellationRequested)
        {
            throw new StoreException(StoreError.Closed, "the store is closed");
        }

        long start = _time.GetTimestamp();
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await _channel.CallAsync(method, request, parser, cancellationToken).ConfigureAwait(false);
            }
            catch (RpcException error) when (again(error) && _time.GetElapsedTime(start) < _options.RetryTime)
            {
                if (attempt % _channel.ServerCount == 0)
                {
                    await Task.Delay(Limits.RetryPause, _time, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (RpcException error)
            {
                throw error.ToStoreException(asked);
            }
        }
    }
}
