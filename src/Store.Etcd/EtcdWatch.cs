using System.Threading.Channels;
using Navarch.Store.Etcd.Wire;

namespace Navarch.Store.Etcd;

/// <summary>
/// One watch on its own stream. When the stream breaks it is opened again, on another member if need be, from the revision after
/// the last that was delivered: the reader sees each event once. It ends when it is disposed or when compaction has passed it.
/// </summary>
internal sealed class EtcdWatch : IStoreWatch
{
    private readonly EtcdStore _store;
    private readonly GrpcChannel _channel;
    private readonly string _prefix;
    private readonly TimeProvider _time;
    private readonly Channel<WatchBatch> _batches = Channel.CreateBounded<WatchBatch>(new BoundedChannelOptions(Limits.WatchBatches) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop;
    private readonly Lock _gate = new();
    private readonly Task _running;
    private RequestStream? _requests;
    private bool _created;
    private int _progressRequests;
    private long _startRevision;
    private long _next;

    public EtcdWatch(EtcdStore store, GrpcChannel channel, string prefix, long fromRevision, TimeProvider time, CancellationToken closed)
    {
        _store = store;
        _channel = channel;
        _prefix = prefix;
        _time = time;
        _next = fromRevision;
        _startRevision = Math.Max(0, fromRevision - 1);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(closed);
        _running = Task.Run(RunAsync, CancellationToken.None);
    }

    public long StartRevision => Volatile.Read(ref _startRevision);

    public async ValueTask<WatchBatch> ReadAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _batches.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException closed)
        {
            throw closed.InnerException is StoreException error
                ? new StoreException(error.Error, error.Message, error) { CompactRevision = error.CompactRevision }
                : new StoreException(StoreError.Closed, "the watch is closed");
        }
    }

    public ValueTask RequestProgressAsync(CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            _progressRequests++;
            if (_created)
            {
                _requests!.Send(new WatchRequest { ProgressRequest = new WatchProgressRequest() });
            }
        }

        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete(new StoreException(StoreError.Closed, "the watch is closed"));
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                try
                {
                    await StreamAsync().ConfigureAwait(false);
                }
                catch (Exception error) when (error is RpcException or HttpRequestException or IOException && !_stop.IsCancellationRequested)
                {
                    // The connection or the member is gone: again, elsewhere.
                }

                await Task.Delay(Limits.RetryPause, _time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (StoreException error)
        {
            _batches.Writer.TryComplete(error);
        }
        catch (Exception) when (_stop.IsCancellationRequested)
        {
            _batches.Writer.TryComplete(new StoreException(StoreError.Closed, "the watch is closed"));
        }
        catch (Exception error)
        {
            _batches.Writer.TryComplete(new StoreException(StoreError.Unavailable, $"the watch failed: {error.Message}", error));
        }
    }

    private async Task StreamAsync()
    {
        using RequestStream requests = new();
        requests.Send(new WatchRequest
        {
            CreateRequest = new WatchCreateRequest
            {
                Key = EtcdStore.Start(_prefix),
                RangeEnd = EtcdStore.End(RangeQuery.PrefixEnd(_prefix)),
                StartRevision = _next,
                PrevKv = true,
            },
        });
        (HttpResponseMessage response, Stream body) = await _channel.OpenAsync("etcdserverpb.Watch/Watch", requests, _stop.Token).ConfigureAwait(false);
        using (response)
        {
            try
            {
                while (await GrpcChannel.ReadAsync(body, WatchResponse.Parser, _stop.Token).ConfigureAwait(false) is { } message)
                {
                    await HandleAsync(message, requests).ConfigureAwait(false);
                }

                GrpcChannel.Check(response, response.TrailingHeaders);
            }
            finally
            {
                lock (_gate)
                {
                    _created = false;
                    _requests = null;
                }
            }
        }
    }

    private async ValueTask HandleAsync(WatchResponse message, RequestStream requests)
    {
        if (message.CompactRevision != 0)
        {
            _store.SawCompaction(message.CompactRevision);
            throw new StoreException(StoreError.Compacted, $"required revision {_next} has been compacted; history begins at {message.CompactRevision}") { CompactRevision = message.CompactRevision };
        }

        if (message.Canceled)
        {
            throw new RpcException(RpcCode.Unavailable, $"etcd ended the watch: {message.CancelReason}");
        }

        _store.Saw(message.Header);
        if (message.Created)
        {
            Created(message.Header.Revision, requests);
            return;
        }

        if (message.Events.Count > 0)
        {
            StoreEvent[] events = new StoreEvent[message.Events.Count];
            for (int i = 0; i < events.Length; i++)
            {
                WireEvent wire = message.Events[i];
                events[i] = new StoreEvent(
                    wire.Type == WireEvent.Types.EventType.Delete ? StoreEventType.Delete : StoreEventType.Put,
                    EtcdStore.Version(wire.Kv),
                    wire.PrevKv is { } previous ? EtcdStore.Version(previous) : null);
            }

            // The header's revision may be ahead of what was sent, when history is delivered in parts.
            long revision = events[^1].KeyValue.ModRevision;
            _next = revision + 1;
            await _batches.Writer.WriteAsync(new WatchBatch(events, revision), _stop.Token).ConfigureAwait(false);
            return;
        }

        lock (_gate)
        {
            if (_progressRequests == 0)
            {
                return;
            }

            _progressRequests = 0;
        }

        await _batches.Writer.WriteAsync(new WatchBatch([], Math.Max(message.Header.Revision, _next - 1)), _stop.Token).ConfigureAwait(false);
    }

    private void Created(long revision, RequestStream requests)
    {
        if (_next == 0)
        {
            _next = revision + 1;
            Volatile.Write(ref _startRevision, revision);
        }

        lock (_gate)
        {
            _created = true;
            _requests = requests;
            if (_progressRequests > 0)
            {
                requests.Send(new WatchRequest { ProgressRequest = new WatchProgressRequest() });
            }
        }
    }
}
