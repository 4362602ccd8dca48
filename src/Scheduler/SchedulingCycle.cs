using Navarch.Scheduler.Cache;
using Navarch.Scheduler.Framework;
using Navarch.Scheduler.Queue;

namespace Navarch.Scheduler;

/// <summary>One pod's way through the extension points, from PreFilter to Reserve. Used by one thread at a time.</summary>
internal sealed class SchedulingCycle : IWhatIf
{
    private readonly Profile _profile;
    private readonly SchedulerCache _cache;
    private readonly Nominator _nominator;
    private readonly SchedulerOptions _options;
    private readonly Random _random;
    private readonly (Plugin Plugin, IFilterPlugin Point)[] _filters;
    private readonly List<NodeInfo> _feasible = [];
    private int _filterCount;
    private int _nextStart;
    private long[] _scores = [];
    private long[] _totals = [];

    public SchedulingCycle(Profile profile, SchedulerCache cache, Nominator nominator, SchedulerOptions options)
    {
        _profile = profile;
        _cache = cache;
        _nominator = nominator;
        _options = options;
        _random = new Random(options.Seed);
        _filters = new (Plugin, IFilterPlugin)[profile.Filter.Count];
    }

    public ScheduleResult Run(QueuedPod queued)
    {
        var pod = queued.Info;
        var state = new object?[_profile.Plugins.Count];
        var fit = new FitError(_cache.Nodes.Count);
        if (_cache.Nodes.Count == 0)
        {
            // Every plugin would have turned it down, so that any node that comes brings it back.
            foreach (var plugin in _profile.Plugins)
            {
                fit.Reject(plugin);
            }
            return Failed(fit);
        }
        if (PreFilter(pod, state, fit, out var names) is { } error)
        {
            return new ScheduleResult(queued, pod, null, null, error, state);
        }
        if (fit.PreFilterMessage.Length > 0)
        {
            return Failed(fit);
        }
        if (FindFeasible(pod, state, fit, names) is { } broken)
        {
            return new ScheduleResult(queued, pod, null, null, broken, state);
        }
        if (_feasible.Count == 0)
        {
            return PostFilter(queued, pod, state, fit);
        }
        var node = _feasible.Count == 1 ? _feasible[0] : Best(pod);
        _cache.Assume(pod, node.Name);
        return Reserve(queued, pod, node, state, fit);

        ScheduleResult Failed(FitError why) => new(queued, pod, null, why, null, state);
    }

    public PluginStatus? Check(PodInfo pod, NodeInfo node)
    {
        var state = new object?[_profile.Plugins.Count];
        var fit = new FitError(1);
        if (PreFilter(pod, state, fit, out _) is { } error)
        {
            return PluginStatus.Error(error);
        }
        return fit.PreFilterMessage.Length > 0 ? PluginStatus.Unresolvable(fit.PreFilterMessage) : Filter(pod, state, node, out _);
    }

    public void Remove(PodInfo pod, NodeInfo node) => _cache.Suppose(pod, node, present: false);

    public void Add(PodInfo pod, NodeInfo node) => _cache.Suppose(pod, node, present: true);

    private ScheduleResult PostFilter(QueuedPod queued, PodInfo pod, object?[] state, FitError fit)
    {
        List<string> messages = [];
        foreach (var (plugin, point) in _profile.PostFilter)
        {
            var result = point.PostFilter(pod, fit, this);
            if (result.Node is { } nominated)
            {
                _nominator.Nominate(pod, nominated);
                return new ScheduleResult(queued, pod, null, fit, null, state, result.Victims, nominated);
            }
            messages.Add(result.Message);
        }
        fit.PostFilterMessage = string.Join(", ", messages);
        return new ScheduleResult(queued, pod, null, fit, null, state);
    }

    private string? PreFilter(PodInfo pod, object?[] state, FitError fit, out IReadOnlySet<string>? names)
    {
        names = null;
        var skipped = 0UL;
        foreach (var (plugin, point) in _profile.PreFilter)
        {
            var result = point.PreFilter(pod, _cache);
            if (result.Status is { } status)
            {
                if (status.Code == StatusCode.Error)
                {
                    return string.Join(", ", status.Reasons);
                }
                fit.PreFilterMessage = string.Join(", ", status.Reasons);
                fit.Reject(plugin);
                return null;
            }
            skipped |= result.Skip ? 1UL << plugin.Index : 0;
            state[plugin.Index] = result.State;
            if (result.NodeNames is { } only)
            {
                names = names is null ? only : names.Intersect(only).ToHashSet();
            }
        }
        _filterCount = 0;
        foreach (var filter in _profile.Filter)
        {
            if ((skipped & (1UL << filter.Plugin.Index)) == 0)
            {
                _filters[_filterCount++] = filter;
            }
        }
        return null;
    }

    private string? FindFeasible(PodInfo pod, object?[] state, FitError fit, IReadOnlySet<string>? names)
    {
        _feasible.Clear();
        var nodes = _cache.Nodes;
        var wanted = FeasibleToFind(nodes.Count);
        var processed = 0;
        for (; processed < nodes.Count && _feasible.Count < wanted; processed++)
        {
            var node = nodes[(_nextStart + processed) % nodes.Count];
            if (names is not null && !names.Contains(node.Name))
            {
                fit.Add(node, OutOfQuestion, _profile.Plugins[0]);
                continue;
            }
            if (FilterWithNominated(pod, state, node, out var by) is not { } status)
            {
                _feasible.Add(node);
            }
            else if (status.Code == StatusCode.Error)
            {
                return string.Join(", ", status.Reasons);
            }
            else
            {
                fit.Add(node, status, by!);
            }
        }
        _nextStart = (_nextStart + processed) % nodes.Count;
        return null;
    }

    /// <summary>The pod must fit as things are, and also when the pods have come that places on the node are being cleared for.</summary>
    private PluginStatus? FilterWithNominated(PodInfo pod, object?[] state, NodeInfo node, out Plugin? by)
    {
        if (_nominator.For(node.Name, pod) is { Count: > 0 } coming)
        {
            coming.ForEach(p => Add(p, node));
            var status = Check(pod, node);
            coming.ForEach(p => Remove(p, node));
            if (status is not null)
            {
                by = _profile.Plugins[0];
                return status;
            }
        }
        return Filter(pod, state, node, out by);
    }

    private static readonly PluginStatus OutOfQuestion = PluginStatus.Unresolvable("node(s) didn't satisfy plugin(s) [NodeAffinity]");

    private PluginStatus? Filter(PodInfo pod, object?[] state, NodeInfo node, out Plugin? by)
    {
        for (var i = 0; i < _filterCount; i++)
        {
            var (plugin, point) = _filters[i];
            if (point.Filter(state[plugin.Index], pod, node) is { } status)
            {
                by = plugin;
                return status;
            }
        }
        by = null;
        return null;
    }

    /// <summary>In a large cluster it is enough to find some nodes that fit (upstream's numFeasibleNodesToFind).</summary>
    private int FeasibleToFind(int nodes)
    {
        if (nodes < Limits.MinFeasibleNodes)
        {
            return nodes;
        }
        var percentage = _options.PercentageOfNodesToScore > 0
            ? _options.PercentageOfNodesToScore
            : Math.Max(50 - (nodes / 125), Limits.MinFeasiblePercentage);
        return percentage >= 100 ? nodes : Math.Max(nodes * percentage / 100, Limits.MinFeasibleNodes);
    }

    private NodeInfo Best(PodInfo pod)
    {
        var count = _feasible.Count;
        if (_scores.Length < count)
        {
            _scores = new long[count * 2];
            _totals = new long[count * 2];
        }
        var totals = _totals.AsSpan(0, count);
        totals.Clear();
        foreach (var (_, point) in _profile.Score)
        {
            if (!point.PreScore(pod, _feasible, _cache, out var state))
            {
                continue;
            }
            var scores = _scores.AsSpan(0, count);
            point.Score(state, pod, _feasible, scores);
            for (var i = 0; i < count; i++)
            {
                totals[i] += scores[i] * point.Weight;
            }
        }
        // Among the best each is as likely as the others.
        var (best, ties) = (0, 1);
        for (var i = 1; i < count; i++)
        {
            if (totals[i] > totals[best])
            {
                (best, ties) = (i, 1);
            }
            else if (totals[i] == totals[best] && _random.Next(++ties) == 0)
            {
                best = i;
            }
        }
        return _feasible[best];
    }

    private ScheduleResult Reserve(QueuedPod queued, PodInfo pod, NodeInfo node, object?[] state, FitError fit)
    {
        foreach (var (plugin, point) in _profile.Reserve)
        {
            if (point.Reserve(state[plugin.Index], pod, node) is not { } status)
            {
                continue;
            }
            foreach (var (undo, undoPoint) in _profile.Reserve)
            {
                undoPoint.Unreserve(state[undo.Index], pod, node.Name);
            }
            _cache.Forget(pod);
            if (status.Code == StatusCode.Error)
            {
                return new ScheduleResult(queued, pod, null, null, string.Join(", ", status.Reasons), state);
            }
            fit.Add(node, status, plugin);
            return new ScheduleResult(queued, pod, null, fit, null, state);
        }
        return new ScheduleResult(queued, pod, node.Name, null, null, state);
    }
}
