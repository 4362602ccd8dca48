using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Navarch.Client;

namespace Navarch.Kubelet.Images;

/// <summary>
/// Lets a node that has a network namespace of its own reach a registry mirror on the machine's loopback: it listens on the same port
/// of the node's loopback and carries each connection over. Runs as long as the node; a connection ends when either side ends it.
/// </summary>
/// <param name="mirror">The mirror's address; one that isn't on loopback needs no relay.</param>
/// <param name="networkNamespace">The node's namespace, such as /run/netns/node-1; null for this process's own.</param>
public sealed partial class MirrorRelay(Uri mirror, string? networkNamespace, ILogger<MirrorRelay> logger)
{
    private readonly TaskCompletionSource<int> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether a node in a namespace of its own needs a relay to reach this mirror.</summary>
    public static bool IsNeeded(Uri mirror, string? networkNamespace) => networkNamespace is not null && mirror.IsLoopback;

    /// <summary>The port on the node's loopback, once it is listened on.</summary>
    public Task<int> Listening => listening.Task;

    /// <summary>Carries connections until cancelled. <paramref name="port"/> is for tests; by default it's the mirror's.</summary>
    public async Task RunAsync(CancellationToken ct, int? port = null)
    {
        using var listener = NetworkNamespace.Run(networkNamespace, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port ?? mirror.Port));
            socket.Listen();
            return socket;
        });
        listening.SetResult(((IPEndPoint)listener.LocalEndPoint!).Port);

        using var free = new SemaphoreSlim(Limits.MirrorRelayConnections);
        var open = new HashSet<Task>();
        try
        {
            while (true)
            {
                await free.WaitAsync(ct);
                open.RemoveWhere(task => task.IsCompleted);
                var socket = await listener.AcceptAsync(ct);
                open.Add(CarryAsync(socket, free, ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(Socket node, SemaphoreSlim free, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await using var near = new NetworkStream(node, ownsSocket: true);
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(mirror.Host, mirror.Port, ct);
            await using var far = client.GetStream();
            var up = near.CopyToAsync(far, ended.Token);
            var down = far.CopyToAsync(near, ended.Token);
            await await Task.WhenAny(up, down);
            await ended.CancelAsync();
            await Task.WhenAll(up, down);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // Either side hung up, or the node stops.
        }
        catch (SocketException e)
        {
            LogUnreachable(logger, mirror, e.Message);
        }
        finally
        {
            free.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registry mirror can't be reached mirror={Mirror} err={Err}")]
    private static partial void LogUnreachable(ILogger logger, Uri mirror, string err);
}
