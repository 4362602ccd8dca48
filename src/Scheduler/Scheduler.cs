using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Scheduler.Framework;
using Navarch.Scheduler.Plugins;

namespace Navarch.Scheduler;

/// <summary>
/// kube-scheduler: gives each pod that has no node the best one that can take it. Life: made with its informers asked for, <see cref="RunAsync"/>
/// waits for their first lists and then works by events alone, sleeping when no pod waits. Decisions are made one after the other by
/// <see cref="SchedulingCore"/>; what they lead to (volumes, bindings, statuses, events) is written concurrently.
/// </summary>
public sealed partial class Scheduler : IAsyncDisposable
{
    private readonly IApiClient _client;
    private readonly InformerFactory _informers;
    private readonly TimeProvider _time;
    private readonly ILogger<Scheduler> _logger;
    private readonly EventRecorder _events;
    private readonly PodStatusWriter _statuses;
    private readonly Profile _profile;
    private readonly SchedulingCore _core;
    private readonly SemaphoreSlim _bindings = new(Limits.ConcurrentBindings);
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public Scheduler(IApiClient client, InformerFactory informers, SchedulerOptions options, TimeProvider time, ILoggerFactory loggers)
    {
        _client = client;
        _informers = informers;
        _time = time;
        _logger = loggers.CreateLogger<Scheduler>();
        _events = new EventRecorder(client, options.SchedulerName, "", time, loggers);
        _statuses = new PodStatusWriter(client, time);
        _profile = new Profile(DefaultPlugins.Create(
            new VolumeBinder(client, informers, time), new DefaultSelector(informers), new DisruptionBudgets(informers)));
        _core = new SchedulingCore(_profile, options, time);
        Follow();
    }

    /// <summary>Schedules until cancelled. Run it in one process at a time (leader election is the caller's).</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        await _informers.StartAsync(ct);
        await _informers.WaitForSyncAsync(ct);
        try
        {
            while (true)
            {
                while (_core.ScheduleNext() is { } result)
                {
                    await _bindings.WaitAsync(ct);
                    _ = CarryOutAsync(result, ct);
                }
                await SleepAsync(ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Bindings that are under way end by themselves: what was not bound is pending, and is scheduled by the next one.
        }
    }

    /// <summary>Writes the events that wait; after <see cref="RunAsync"/> has ended.</summary>
    public ValueTask DisposeAsync() => _events.DisposeAsync();

    private void Follow()
    {
        _informers.For<Node>().AddHandler(
            node => Tell(() => _core.OnNode(node)),
            (_, node) => Tell(() => _core.OnNode(node)),
            node => Tell(() => _core.OnNodeDeleted(node.Metadata.Name)));
        _informers.For<Pod>().AddHandler(
            pod => Tell(() => _core.OnPod(null, pod)),
            (old, pod) => Tell(() => _core.OnPod(old, pod)),
            pod => Tell(() => _core.OnPodDeleted(pod)));
        _informers.For<Namespace>().AddHandler(
            ns => Tell(() => _core.OnNamespace(ns.Metadata.Name, ns.Metadata.Labels)),
            (_, ns) => Tell(() => _core.OnNamespace(ns.Metadata.Name, ns.Metadata.Labels)),
            ns => Tell(() => _core.OnNamespace(ns.Metadata.Name, null)));
        _informers.For<PersistentVolumeClaim>().AddHandler(
            claim => Tell(() => _core.OnEvent(new ClusterEvent(ClusterEventKind.PersistentVolumeClaim, Name: ObjectKey.Of(claim).ToString()))));
        _informers.For<PersistentVolume>().AddHandler(
            volume => Tell(() => _core.OnEvent(new ClusterEvent(ClusterEventKind.PersistentVolume, Name: volume.Metadata.Name))));
        _informers.For<StorageClass>().AddHandler(
            known => Tell(() => _core.OnEvent(new ClusterEvent(ClusterEventKind.StorageClass, Name: known.Metadata.Name))));
    }

    private void Tell(Action tell)
    {
        tell();
        _wake.Writer.TryWrite(true);
    }

    private async Task SleepAsync(CancellationToken ct)
    {
        if (_core.NextWake is not { } at)
        {
            await _wake.Reader.ReadAsync(ct);
            return;
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var wait = at - _time.GetUtcNow();
        var timer = Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, _time, over.Token);
        var woken = _wake.Reader.WaitToReadAsync(over.Token).AsTask();
        await Task.WhenAny(timer, woken);
        await over.CancelAsync();
        _wake.Reader.TryRead(out _);
        ct.ThrowIfCancellationRequested();
    }

    private async Task CarryOutAsync(ScheduleResult result, CancellationToken ct)
    {
        try
        {
            await Task.Yield();
            await (result.Node is { } node ? BindAsync(result, node, ct) : ReportAsync(result, ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            CarryOutFailed(_logger, e, result.Pod.Key.ToString());
        }
        catch (OperationCanceledException)
        {
            // We are stopping.
        }
        finally
        {
            _bindings.Release();
        }
    }

    private async Task BindAsync(ScheduleResult result, string node, CancellationToken ct)
    {
        var pod = result.Pod.Pod;
        string? failure = null;
        try
        {
            foreach (var (plugin, point) in _profile.PreBind)
            {
                if (await point.PreBindAsync(result.State[plugin.Index], result.Pod, node, ct) is { } status)
                {
                    failure = $"running PreBind plugin \"{plugin.Name}\": {string.Join(", ", status.Reasons)}";
                    break;
                }
            }
            if (failure is null)
            {
                var binding = new Binding { Target = new ObjectReference { Kind = "Node", Name = node } };
                binding.Metadata.Name = pod.Metadata.Name;
                binding.Metadata.Namespace = pod.Metadata.Namespace;
                binding.Metadata.Uid = pod.Metadata.Uid;
                await _client.CreateAsync(Pod.Resource, pod.Metadata.Namespace, binding, pod.Metadata.Name, "binding", cancellationToken: ct);
                _core.Bound(result);
                Scheduled(_logger, result.Pod.Key.ToString(), node);
                _events.Normal(pod, "Scheduled", $"Successfully assigned {result.Pod.Key} to {node}");
                return;
            }
        }
        catch (ApiException e)
        {
            failure = $"binding rejected: running Bind plugin \"DefaultBinder\": {e.Message}";
        }
        _core.Unbound(result);
        _wake.Writer.TryWrite(true);
        await ReportAsync(result with { Error = failure }, ct);
    }

    /// <summary>Says on the pod why it has no node.</summary>
    private async Task ReportAsync(ScheduleResult result, CancellationToken ct)
    {
        var message = result.Error ?? result.Fit!.ToString();
        var reason = result.Error is null ? "Unschedulable" : "SchedulerError";
        NotScheduled(_logger, result.Pod.Key.ToString(), message);
        _events.Warning(result.Pod.Pod, "FailedScheduling", message);
        foreach (var victim in result.Victims ?? [])
        {
            await PreemptAsync(result, victim.Pod, ct);
        }
        await _statuses.SetUnscheduledAsync(result.Queued.Info.Pod, reason, message, result.Nominated, ct);
    }

    private async Task PreemptAsync(ScheduleResult result, Pod victim, CancellationToken ct)
    {
        try
        {
            await _statuses.SetDisruptionTargetAsync(victim, ct);
            await _client.DeleteAsync<Pod>(victim.Metadata.Namespace, victim.Metadata.Name, cancellationToken: ct);
            _events.Normal(victim, "Preempted", $"Preempted by pod {result.Pod.Pod.Metadata.Uid} on node {result.Nominated}");
        }
        catch (ApiException e) when (e.IsNotFound)
        {
            // It went by itself.
        }
    }

    [LoggerMessage(LogLevel.Information, "Successfully bound pod to node pod={Pod} node={Node}")]
    private static partial void Scheduled(ILogger logger, string pod, string node);

    [LoggerMessage(LogLevel.Information, "Unable to schedule pod pod={Pod} err={Err}")]
    private static partial void NotScheduled(ILogger logger, string pod, string err);

    [LoggerMessage(LogLevel.Error, "Error carrying a scheduling decision out pod={Pod}")]
    private static partial void CarryOutFailed(ILogger logger, Exception err, string pod);
}
