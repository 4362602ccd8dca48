using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Errors;
using Navarch.Client.Streaming;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.ApiServer.Streaming;

/// <summary>
/// An exec or attach whose client speaks WebSocket while the kubelet speaks SPDY. Each WebSocket message is a channel number and data; each
/// channel is a SPDY stream on the other side. Life: the WebSocket is accepted; the kubelet is dialled; data is copied until the command's
/// output and its status have ended (the status goes out last and the WebSocket is closed), or the client leaves (the kubelet's
/// connection is cut, which ends an attach and hangs up an exec).
/// </summary>
public sealed class StreamTranslator(TimeProvider time)
{
    /// <summary>Clients tell the end of their input by a message of their own, so that it can end before the connection does.</summary>
    private const string V5 = "v5.channel.k8s.io";

    private const string V4 = "v4.channel.k8s.io";

    // v4 brought the status document, which is all that we read of what the kubelet says.
    private static readonly string[] KubeletProtocols = [V5, V4];

    /// <summary>The subprotocol that we would speak with this client; null if it offers none of ours.</summary>
    public static string? Choose(HttpRequest request) => WebSocketUpgrade.Subprotocols(request).FirstOrDefault(p => p is V5 or V4);

    /// <summary>Returns when the session is over. What goes wrong is told to the client on its error channel.</summary>
    public async Task HandleAsync(HttpContext context, KubeletTarget target, RemoteCommandStreams streams, string protocol, CancellationToken ct)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, context.RequestAborted);
        await using var client = new ChannelSocket(await WebSocketUpgrade.AcceptAsync(context, protocol), closeSignals: protocol == V5, over);
        try
        {
            // Clients wait for a first message to know that they are connected.
            var first = streams.Stdout ? RemoteCommandChannel.Stdout : streams.Stderr ? RemoteCommandChannel.Stderr : RemoteCommandChannel.Error;
            await client.SendAsync(first, ReadOnlyMemory<byte>.Empty, over.Token);
            await client.SendAsync(RemoteCommandChannel.Error, await RunAsync(client, target, streams, over.Token), over.Token);
            await client.CloseAsync(time);
        }
        catch (Exception e) when (e is OperationCanceledException or WebSocketException or IOException)
        {
            // The client left, or we are stopping: there is nobody to tell.
        }
    }

    /// <summary>The session; gives the status to end with.</summary>
    private static async Task<byte[]> RunAsync(ChannelSocket client, KubeletTarget target, RemoteCommandStreams streams, CancellationToken ct)
    {
        try
        {
            using var request = SpdyUpgrade.CreateRequest(target.Uri, KubeletProtocols);
            using var response = await target.Invoker.SendAsync(request, ct);
            if (!SpdyUpgrade.IsAccepted(response, out _))
            {
                return await DescribeRefusalAsync(response, ct);
            }
            await using var transport = await response.Content.ReadAsStreamAsync(ct);
            await using var connection = SpdyConnection.Start(transport, SpdyRole.Client);
            return await CopyAsync(client, RemoteCommandSpdy.Open(connection, streams), ct);
        }
        catch (HttpRequestException e)
        {
            return StatusBytes(Status.InternalError($"error dialing backend: {DialError.Describe(e, target.Uri)}"));
        }
        catch (SpdyException e)
        {
            return StatusBytes(Status.InternalError(e.Message));
        }
    }

    private static async Task<byte[]> CopyAsync(ChannelSocket client, RemoteCommandSpdy kubelet, CancellationToken ct)
    {
        await kubelet.WaitForRepliesAsync(ct);
        client.StartReceiving(kubelet.Stdin, kubelet.Resize);
        var status = kubelet.ReadStatusAsync(ct);
        var outputs = Task.WhenAll(
            CopyOutputAsync(kubelet.Stdout, client, RemoteCommandChannel.Stdout, ct),
            CopyOutputAsync(kubelet.Stderr, client, RemoteCommandChannel.Stderr, ct));
        byte[] message;
        try
        {
            message = await status;
        }
        catch (SpdyException)
        {
            // What the command has printed goes out before its client hears that the session broke.
            await outputs.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
        try
        {
            await outputs;
        }
        catch (SpdyException) when (message.Length > 0)
        {
            // The status is the last that a peer says: all output came before it, and the connection may end as it likes.
        }
        return message.Length > 0 ? message : StatusBytes(Status.Success());
    }

    private static async Task CopyOutputAsync(SpdyStream? stream, ChannelSocket client, RemoteCommandChannel channel, CancellationToken ct)
    {
        if (stream is null)
        {
            return;
        }
        var buffer = new byte[Limits.CopyBufferBytes];
        for (int count; (count = await stream.ReadAsync(buffer.AsMemory(), ct)) > 0;)
        {
            await client.SendAsync(channel, buffer.AsMemory(0, count), ct);
        }
    }

    private static async Task<byte[]> DescribeRefusalAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var body = await SpdyUpgrade.ReadErrorAsync(response, ct);
        if (body.StartsWith('{') && body.Contains("\"Status\"", StringComparison.Ordinal))
        {
            return Encoding.UTF8.GetBytes(body);
        }
        var why = body.Length > 0 ? body : $"the kubelet answered {(int)response.StatusCode}";
        return StatusBytes(Status.InternalError($"unable to upgrade connection: {why}"));
    }

    private static byte[] StatusBytes(Status status) => Encoding.UTF8.GetBytes(status.ToJson());
}
