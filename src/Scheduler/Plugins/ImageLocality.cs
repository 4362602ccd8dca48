using Navarch.Scheduler.Framework;

namespace Navarch.Scheduler.Plugins;

/// <summary>Prefers nodes that have the pod's images, the larger the more; images that few nodes have count less, lest all pods gather there.</summary>
public sealed class ImageLocality : Plugin, IScorePlugin
{
    // Upstream's thresholds, for each container.
    private const long MinBytes = 23L * 1024 * 1024;
    private const long MaxBytes = 1000L * 1024 * 1024;

    public override string Name => "ImageLocality";

    public int Weight => 1;

    public bool PreScore(PodInfo pod, IReadOnlyList<NodeInfo> nodes, IClusterView cluster, out object? state)
    {
        var images = pod.Pod.Spec.Containers.Concat(pod.Pod.Spec.InitContainers)
            .Select(c => WithTag(c.Image))
            .Select(name => (Name: name, Spread: (double)cluster.NodesWithImage(name) / cluster.Nodes.Count))
            .ToArray();
        state = images;
        return images.Any(i => i.Spread > 0);
    }

    public void Score(object? state, PodInfo pod, IReadOnlyList<NodeInfo> nodes, Span<long> scores)
    {
        var images = ((string Name, double Spread)[])state!;
        var max = MaxBytes * images.Length;
        for (var i = 0; i < nodes.Count; i++)
        {
            var bytes = 0L;
            foreach (var (name, spread) in images)
            {
                bytes += nodes[i].ImageSizes.TryGetValue(name, out var size) ? (long)(size * spread) : 0;
            }
            scores[i] = 100 * (Math.Clamp(bytes, MinBytes, max) - MinBytes) / (max - MinBytes);
        }
    }

    private static string WithTag(string image) =>
        image.LastIndexOf(':') <= image.LastIndexOf('/') ? image + ":latest" : image;
}
