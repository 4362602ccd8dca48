using Microsoft.Extensions.Logging;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;

namespace Navarch.Sdk;

/// <summary>
/// Runs one reconciler. Life cycle: configured when it is made (so that its informers are known before they start), run once: waits
/// for its caches, takes keys from its queue until it is stopped, and lets running reconciliations end.
/// </summary>
internal sealed partial class Controller : IDisposable
{
    private readonly string _name;
    private readonly IReconciler _reconciler;
    private readonly ControllerBuilder _builder;
    private readonly InformerFactory _informers;
    private readonly WorkQueue<Request> _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<Request, WriteLog> _writes = [];

    public Controller(string name, IReconciler reconciler, InformerFactory informers, TimeProvider time, ILogger logger)
    {
        _name = name;
        _reconciler = reconciler;
        _informers = informers;
        _time = time;
        _logger = logger;
        _queue = new WorkQueue<Request>(name, time);
        _builder = new ControllerBuilder(informers);
        reconciler.Configure(_builder);
        _builder.Begin(_queue.Add);
    }

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await _builder.WaitForSyncAsync(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        await Task.WhenAll(Enumerable.Range(0, _builder.Concurrency).Select(_ => Task.Run(() => WorkAsync(stop), CancellationToken.None))).ConfigureAwait(false);
    }

    public void Dispose() => _queue.Dispose();

    private async Task WorkAsync(CancellationToken stop)
    {
        while (true)
        {
            Request request;
            try
            {
                request = await _queue.GetAsync(stop).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            try
            {
                await ReconcileAsync(request, stop).ConfigureAwait(false);
            }
            finally
            {
                _queue.Done(request);
            }
        }
    }

    private async Task ReconcileAsync(Request request, CancellationToken stop)
    {
        await WaitForOwnWritesAsync(request, stop).ConfigureAwait(false);
        var writes = new WriteLog();
        WriteLog.Current = writes;
        try
        {
            var result = await _reconciler.ReconcileAsync(request, stop).ConfigureAwait(false);
            _queue.Forget(request);
            if (result.RequeueAfter is { } delay)
            {
                _queue.AddAfter(request, delay);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (ApiException e) when (e.IsConflict || e.IsNotFound || e.IsAlreadyExists)
        {
            // Somebody else was faster: what the cache shows next decides.
            LogRetried(_name, request.ToString(), e.Message);
            _queue.AddRateLimited(request);
        }
        catch (Exception e)
        {
            LogFailed(e, _name, request.ToString());
            _queue.AddRateLimited(request);
        }
        finally
        {
            WriteLog.Current = null;
            if (!writes.IsEmpty)
            {
                lock (_lock)
                {
                    _writes[request] = writes;
                }
            }
        }
    }

    private async Task WaitForOwnWritesAsync(Request request, CancellationToken stop)
    {
        WriteLog? writes;
        lock (_lock)
        {
            if (!_writes.Remove(request, out writes))
            {
                return;
            }
        }
        try
        {
            await writes.WaitUntilSeenAsync(_informers, stop).WaitAsync(Limits.ReadYourWritesWait, _time, stop).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogBehind(_name, request.ToString());
        }
        catch (OperationCanceledException)
        {
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Reconciling again controller={Controller} object={Object} err={Err}")]
    private partial void LogRetried(string controller, string @object, string err);

    [LoggerMessage(Level = LogLevel.Error, Message = "Reconciler error controller={Controller} object={Object}")]
    private partial void LogFailed(Exception e, string controller, string @object);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache does not show what was written, going on without controller={Controller} object={Object}")]
    private partial void LogBehind(string controller, string @object);
}
