using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Client;

/// <summary>
/// Writes events about objects, as `kubectl describe` shows them. Never blocks and never fails its caller: events wait in a bounded
/// queue, repetitions are counted on the event that exists, many similar ones are combined, and more than one object may have are
/// dropped. It works only while there are events; <see cref="DisposeAsync"/> writes what waits.
/// </summary>
public sealed partial class EventRecorder : IAsyncDisposable
{
    private readonly IApiClient _client;
    private readonly string _component;
    private readonly string _host;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventCorrelator _correlator;
    private readonly Channel<Event> _queue = Channel.CreateBounded<Event>(new BoundedChannelOptions(Limits.QueuedEvents) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private Task _drain = Task.CompletedTask;
    private bool _draining;

    /// <summary>A recorder for a component such as "replicaset-controller", on a host where that says something.</summary>
    public EventRecorder(IApiClient client, string component, string host, TimeProvider time, ILoggerFactory loggerFactory)
    {
        _client = client;
        _component = component;
        _host = host;
        _time = time;
        _logger = loggerFactory.CreateLogger("Navarch.Client.EventRecorder");
        _correlator = new EventCorrelator(time);
    }

    /// <summary>Says that all is well.</summary>
    public void Normal(KubernetesObject about, string reason, string message) => Record(ReferenceTo(about), "Normal", reason, message);

    /// <summary>Says that something is wrong.</summary>
    public void Warning(KubernetesObject about, string reason, string message) => Record(ReferenceTo(about), "Warning", reason, message);

    /// <summary>Records an event.</summary>
    /// <param name="about">What it is about; may name a part by fieldPath.</param>
    /// <param name="type">Normal or Warning.</param>
    /// <param name="reason">Upstream's CamelCase word.</param>
    /// <param name="message">For people.</param>
    public void Record(ObjectReference about, string type, string reason, string message)
    {
        var now = _time.GetUtcNow();
        var e = new Event
        {
            InvolvedObject = about,
            Reason = reason,
            Message = message.Length > 1024 ? message[..1024] : message,
            Type = type,
            FirstTimestamp = now,
            LastTimestamp = now,
            Count = 1,
            ReportingComponent = _component,
            ReportingInstance = _host,
        };
        e.Source.Component = _component;
        e.Source.Host = _host;
        e.Metadata.Namespace = about.Namespace.Length == 0 ? "default" : about.Namespace;
        e.Metadata.Name = $"{about.Name}.{((now - DateTimeOffset.UnixEpoch).Ticks * 100).ToString("x", CultureInfo.InvariantCulture)}";
        lock (_lock)
        {
            _queue.Writer.TryWrite(e);
            if (!_draining)
            {
                _draining = true;
                _drain = Task.Run(DrainAsync);
            }
        }
    }

    /// <summary>A reference to an object.</summary>
    public static ObjectReference ReferenceTo(KubernetesObject obj) => new()
    {
        ApiVersion = obj.ApiVersion,
        Kind = obj.Kind,
        Namespace = obj.Metadata.Namespace,
        Name = obj.Metadata.Name,
        Uid = obj.Metadata.Uid,
        ResourceVersion = obj.Metadata.ResourceVersion,
    };

    /// <summary>Writes what waits and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        Task drain;
        lock (_lock)
        {
            drain = _drain;
        }
        await drain.ConfigureAwait(false);
    }

    private async Task DrainAsync()
    {
        while (true)
        {
            Event? e;
            lock (_lock)
            {
                if (!_queue.Reader.TryRead(out e))
                {
                    _draining = false;
                    return;
                }
            }
            if (_correlator.Correlate(e) is { } outcome)
            {
                await WriteAsync(outcome).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(EventCorrelator.Outcome outcome)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Event written;
                if (outcome.Existing is { } name)
                {
                    var patch = new DocMap(TypeSchema.Any)
                    {
                        ["count"] = (long)outcome.Event.Count,
                        ["message"] = outcome.Event.Message,
                        ["lastTimestamp"] = Timestamps.Format(outcome.Event.LastTimestamp!.Value),
                    };
                    try
                    {
                        written = await _client.PatchAsync<Event>(outcome.Event.Metadata.Namespace, name, new Patch(PatchType.StrategicMerge, patch)).ConfigureAwait(false);
                    }
                    catch (ApiException e) when (e.IsNotFound)
                    {
                        // Its time to live is over: begin anew.
                        written = await _client.CreateAsync((Event)outcome.Event.DeepClone()).ConfigureAwait(false);
                    }
                }
                else
                {
                    written = await _client.CreateAsync((Event)outcome.Event.DeepClone()).ConfigureAwait(false);
                }
                _correlator.Written(outcome, written.Metadata.Name);
                return;
            }
            catch (ApiException e) when (e.Code is >= 400 and < 500 && !e.IsTooManyRequests)
            {
                // A namespace that is being deleted takes no events: not worth a word.
                LogRefused(outcome.Event.Reason, e.Message);
                return;
            }
            catch (Exception e)
            {
                if (attempt == Limits.EventAttempts)
                {
                    LogDropped(outcome.Event.Reason, e.Message);
                    return;
                }
                await Task.Delay(TimeSpan.FromSeconds(attempt), _time).ConfigureAwait(false);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Server rejected event reason={Reason} err={Err}")]
    private partial void LogRefused(string reason, string err);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unable to write event reason={Reason} err={Err}")]
    private partial void LogDropped(string reason, string err);
}
