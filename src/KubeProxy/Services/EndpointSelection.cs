namespace Navarch.KubeProxy.Services;

/// <summary>Which endpoints get traffic: those of the whole cluster, and those of this node.</summary>
/// <param name="Cluster">For traffic policy Cluster.</param>
/// <param name="Local">For traffic policy Local.</param>
/// <param name="HasAny">Whether any endpoint in the cluster could serve, wherever it is.</param>
public sealed record EndpointSelection(IReadOnlyList<EndpointView> Cluster, IReadOnlyList<EndpointView> Local, bool HasAny)
{
    /// <summary>
    /// Ready endpoints, or, when none is ready, those that still serve while they terminate (so that a rolling restart of the
    /// last pod loses no connection). Hints narrow the cluster's list only if every candidate carries them and one matches.
    /// </summary>
    public static EndpointSelection Select(IReadOnlyList<EndpointView> endpoints, NodeView node)
    {
        var cluster = Candidates(endpoints);
        return new EndpointSelection(Near(cluster, node), Candidates([.. endpoints.Where(endpoint => endpoint.IsLocal)]), cluster.Count > 0);
    }

    private static List<EndpointView> Candidates(IReadOnlyList<EndpointView> endpoints)
    {
        var ready = endpoints.Where(endpoint => endpoint.Ready).ToList();
        return ready.Count > 0 ? ready : [.. endpoints.Where(endpoint => endpoint.Serving && endpoint.Terminating)];
    }

    private static List<EndpointView> Near(List<EndpointView> candidates, NodeView node)
    {
        if (candidates.Count > 0 && candidates.All(endpoint => endpoint.NodeHints.Length > 0))
        {
            var onNode = candidates.Where(endpoint => endpoint.NodeHints.Contains(node.Name)).ToList();
            if (onNode.Count > 0)
            {
                return onNode;
            }
        }
        if (node.Zone.Length > 0 && candidates.Count > 0 && candidates.All(endpoint => endpoint.ZoneHints.Length > 0))
        {
            var inZone = candidates.Where(endpoint => endpoint.ZoneHints.Contains(node.Zone)).ToList();
            if (inZone.Count > 0)
            {
                return inZone;
            }
        }
        return candidates;
    }
}
