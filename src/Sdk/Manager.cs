using Microsoft.Extensions.Logging;
using Navarch.Client;
using Navarch.Client.Informers;

namespace Navarch.Sdk;

/// <summary>
/// Runs controllers together. Life cycle: add controllers and runnables, <see cref="RunAsync"/> once: starts the informers, then the
/// controllers in the order in which they were added as their caches sync; when stopped, ends the controllers, then writes the events that wait.
/// </summary>
public sealed partial class Manager(IApiClient client, InformerFactory informers, TimeProvider time, ILoggerFactory loggerFactory)
{
    private readonly List<(string Name, Func<CancellationToken, Task> RunAsync)> _runnables = [];
    private readonly List<Controller> _controllers = [];
    private readonly List<EventRecorder> _recorders = [];
    private readonly ILogger _logger = loggerFactory.CreateLogger("Navarch.Sdk.Manager");

    /// <summary>Adds a controller, made with its context.</summary>
    public void Add(string name, Func<ControllerContext, IReconciler> make)
    {
        var context = ContextFor(name);
        var controller = new Controller(name, make(context), informers, time, context.Log);
        _controllers.Add(controller);
        _runnables.Add((name, controller.RunAsync));
    }

    /// <summary>Adds something that runs beside the controllers.</summary>
    public void AddRunnable(string name, Func<ControllerContext, Func<CancellationToken, Task>> make) => _runnables.Add((name, make(ContextFor(name))));

    /// <summary>Runs until stopped.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await informers.StartAsync(stop).ConfigureAwait(false);
        var running = new List<Task>();
        foreach (var (name, run) in _runnables)
        {
            running.Add(GuardAsync(name, run, stop));
        }
        try
        {
            await Task.WhenAll(running).ConfigureAwait(false);
        }
        finally
        {
            foreach (var controller in _controllers)
            {
                controller.Dispose();
            }
            foreach (var recorder in _recorders)
            {
                await recorder.DisposeAsync().AsTask().WaitAsync(Limits.StopWait, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private ControllerContext ContextFor(string name)
    {
        var recorder = new EventRecorder(client, name, "", time, loggerFactory);
        _recorders.Add(recorder);
        return new ControllerContext(name, new TrackingClient(client), informers, recorder, time, loggerFactory.CreateLogger("Navarch.Controllers." + name));
    }

    private async Task GuardAsync(string name, Func<CancellationToken, Task> run, CancellationToken stop)
    {
        try
        {
            await run(stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            LogEnded(e, name);
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "A controller ended controller={Controller}")]
    private partial void LogEnded(Exception e, string controller);
}
