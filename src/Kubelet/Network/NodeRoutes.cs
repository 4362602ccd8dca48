using System.Net;
using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Client;

namespace Navarch.Kubelet.Network;

/// <summary>
/// Keeps a route to every other node's pods through that node's address, for nodes that share a link. Public, so that a machine whose
/// nodes all live in network namespaces can reach their pods from its own.
/// </summary>
/// <param name="nodeName">The node on which this runs, which needs no route to itself; null on a machine that is no node.</param>
/// <param name="networkNamespace">Where the routes are set; null for this process's own.</param>
public sealed partial class NodeRoutes(IApiClient client, string? nodeName, string? networkNamespace, TimeProvider time, ILogger<NodeRoutes> logger)
{
    private readonly NodeNetwork network = new(new CommandRunner(time, networkNamespace));
    private readonly Dictionary<string, (string PodCidr, string Via)> routes = new(StringComparer.Ordinal);
    private readonly System.Threading.Channels.Channel<(string Name, string? PodCidr, string? Via)> changes =
        System.Threading.Channels.Channel.CreateUnbounded<(string, string?, string?)>();

    /// <summary>Runs until the token ends it; the routes stay.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var following = new ListWatch<Node>(client, null, "", time, logger).RunAsync(
            nodes =>
            {
                foreach (var node in nodes)
                {
                    Note(node, gone: false);
                }
            },
            (type, node) => Note(node, type == ObjectEventType.Deleted),
            ct);
        try
        {
            await foreach (var (name, podCidr, via) in changes.Reader.ReadAllAsync(ct))
            {
                await ApplyAsync(name, podCidr, via, ct);
            }
        }
        catch (OperationCanceledException)
        {
            await following;
        }
    }

    private void Note(Node node, bool gone)
    {
        if (node.Metadata.Name == nodeName)
        {
            return;
        }

        var via = node.Status.Addresses.FirstOrDefault(a => a.Type == "InternalIP" && IPAddress.TryParse(a.Address, out _))?.Address;
        var cidr = node.Spec.PodCIDR;
        changes.Writer.TryWrite((node.Metadata.Name, gone || cidr.Length == 0 ? null : cidr, via));
    }

    private async Task ApplyAsync(string name, string? podCidr, string? via, CancellationToken ct)
    {
        var wanted = podCidr is not null && via is not null ? (podCidr, via) : default((string PodCidr, string Via)?);
        var present = routes.TryGetValue(name, out var old) ? old : default((string PodCidr, string Via)?);
        if (wanted == present)
        {
            return;
        }

        try
        {
            if (present is { } before && before.PodCidr != wanted?.PodCidr)
            {
                await network.RemoveRouteAsync(before.PodCidr, ct);
                routes.Remove(name);
            }

            if (wanted is { } route)
            {
                await network.AddRouteAsync(route.PodCidr, route.Via, ct);
                routes[name] = route;
            }
        }
        catch (InvalidOperationException e)
        {
            LogFailed(logger, name, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Can't set the route to a node's pods node={Node} err={Err}")]
    private static partial void LogFailed(ILogger logger, string node, string err);
}
