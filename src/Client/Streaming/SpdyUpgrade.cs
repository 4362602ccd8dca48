using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Navarch.Client.Streaming;

/// <summary>The switch from HTTP/1.1 to SPDY/3.1, both halves, as Kubernetes does it: the application's protocol is named in a header.</summary>
public static class SpdyUpgrade
{
    /// <summary>The value of the Upgrade header.</summary>
    public const string Protocol = "SPDY/3.1";

    /// <summary>Protocols that the client offers, in its order, and the one that the server took.</summary>
    public const string StreamProtocolHeader = "X-Stream-Protocol-Version";

    /// <summary>The client's request to switch.</summary>
    public static HttpRequestMessage CreateRequest(Uri uri, IEnumerable<string> protocols)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent([]),
        };
        request.Headers.Connection.Add("Upgrade");
        request.Headers.TryAddWithoutValidation("Upgrade", Protocol);
        request.Headers.TryAddWithoutValidation(StreamProtocolHeader, protocols);
        return request;
    }

    /// <summary>The answer to <see cref="CreateRequest"/> says yes, and to which protocol.</summary>
    public static bool IsAccepted(HttpResponseMessage response, out string protocol)
    {
        protocol = response.Headers.TryGetValues(StreamProtocolHeader, out var values) ? values.FirstOrDefault() ?? "" : "";
        return response.StatusCode == HttpStatusCode.SwitchingProtocols
            && response.Headers.Upgrade.Any(u => u.ToString().Equals(Protocol, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The request asks to switch to SPDY/3.1.</summary>
    public static bool IsRequested(HttpContext context) =>
        HttpForwarder.IsUpgrade(context)
        && context.Request.Headers.Upgrade.Any(u => string.Equals(u, Protocol, StringComparison.OrdinalIgnoreCase));

    /// <summary>The protocols that the client offers; clients send a header each, or one with commas.</summary>
    public static IReadOnlyList<string> Offered(HttpRequest request) =>
        [.. request.Headers[StreamProtocolHeader]
            .SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>The server's answer: 101, and from then on the stream is SPDY.</summary>
    public static Task<Stream> AcceptAsync(HttpContext context, string protocol)
    {
        context.Response.Headers.Upgrade = Protocol;
        context.Response.Headers[StreamProtocolHeader] = protocol;
        return context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    /// <summary>The beginning of a body that says why a request was refused.</summary>
    public static async Task<string> ReadErrorAsync(HttpResponseMessage response, CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[Limits.ErrorBodyBytes];
        var count = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return Encoding.UTF8.GetString(buffer, 0, count).Trim();
    }
}
