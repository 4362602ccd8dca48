using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Errors;
using Navarch.Client.Streaming;

namespace Navarch.ApiServer.Streaming;

/// <summary>
/// pods/portforward: clients since 1.31 speak SPDY inside the messages of a WebSocket (subprotocol SPDY/3.1+portforward.k8s.io), which is
/// unpacked here; older ones speak SPDY itself, which passes through. The kubelet sees SPDY either way.
/// </summary>
public static class TunnelingHandler
{
    private const string TunnelPrefix = "SPDY/3.1+";

    /// <summary>Returns when the session is over.</summary>
    /// <exception cref="ApiException">The request can't be served; nothing was written.</exception>
    public static async Task HandleAsync(HttpContext context, KubeletTarget target, CancellationToken ct)
    {
        var offered = WebSocketUpgrade.Subprotocols(context.Request);
        var protocols = offered.Where(p => p.StartsWith(TunnelPrefix, StringComparison.Ordinal)).Select(p => p[TunnelPrefix.Length..]).ToList();
        if (!WebSocketUpgrade.IsRequested(context) || protocols.Count == 0)
        {
            await UpgradeProxy.HandleAsync(context, target, ct);
            return;
        }
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct, context.RequestAborted);
        using var request = SpdyUpgrade.CreateRequest(target.Uri, protocols);
        using var response = await SendAsync(target, request, over.Token);
        if (!SpdyUpgrade.IsAccepted(response, out var protocol))
        {
            await HttpForwarder.CopyResponseAsync(context, response, over.Token);
            return;
        }
        await using var kubelet = await response.Content.ReadAsStreamAsync(over.Token);
        // Disposing it says goodbye and waits a while for the client's, so that nothing on its way there is lost.
        await using var client = WebSocketStream.Create(
            await WebSocketUpgrade.AcceptAsync(context, TunnelPrefix + protocol), WebSocketMessageType.Binary, Limits.CloseTimeout);
        await StreamRelay.RunAsync(client, kubelet, over.Token);
    }

    private static async Task<HttpResponseMessage> SendAsync(KubeletTarget target, HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await target.Invoker.SendAsync(request, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(Status.Unknown($"error dialing backend: {DialError.Describe(e, target.Uri)}"), e);
        }
    }
}
