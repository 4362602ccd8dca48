using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Navarch.Client.Streaming;

/// <summary>
/// The server's half of the WebSocket handshake (RFC 6455 section 4.2) on a request that asks for it. ASP.NET's middleware would do it
/// for every path and picks the subprotocol itself; here the handler of a subresource answers once it knows that it can serve.
/// </summary>
public static class WebSocketUpgrade
{
    /// <summary>A bearer token that browsers, which can't set headers, send as a subprotocol.</summary>
    private const string BearerPrefix = "base64url.bearer.authorization.k8s.io.";

    private const string HandshakeGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>The request asks for a WebSocket and is well formed.</summary>
    public static bool IsRequested(HttpContext context) =>
        HttpForwarder.IsUpgrade(context)
        && HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Upgrade.Any(u => string.Equals(u, "websocket", StringComparison.OrdinalIgnoreCase))
        && context.Request.Headers.SecWebSocketVersion == "13"
        && HasKey(context.Request);

    /// <summary>The subprotocols that the client offers, in its order, without a token that stands among them.</summary>
    public static IReadOnlyList<string> Subprotocols(HttpRequest request) =>
        [.. request.Headers.SecWebSocketProtocol
            .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Where(p => !p.StartsWith(BearerPrefix, StringComparison.Ordinal))];

    /// <summary>Answers 101 and gives the WebSocket. Only after <see cref="IsRequested"/>.</summary>
    public static async Task<WebSocket> AcceptAsync(HttpContext context, string subprotocol)
    {
        var response = context.Response.Headers;
        response.Upgrade = "websocket";
        response.SecWebSocketAccept = AcceptKey(context.Request.Headers.SecWebSocketKey.ToString());
        response.SecWebSocketProtocol = subprotocol;
        var stream = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        // No pings of ours: a client whose output is held up (a pager) reads nothing and would not answer. kubectl pings us.
        // Nor is the subprotocol named here: .NET takes the slash in port-forward's for an error.
        return WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
    }

    private static bool HasKey(HttpRequest request)
    {
        Span<byte> key = stackalloc byte[16];
        return Convert.TryFromBase64String(request.Headers.SecWebSocketKey.ToString(), key, out var length) && length == 16;
    }

    private static string AcceptKey(string key)
    {
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1; nothing secret depends on it.
        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + HandshakeGuid)));
#pragma warning restore CA5350
    }
}
