using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Navarch.Client.Streaming;

/// <summary>How a request is passed on. The defaults pass it as it came.</summary>
public sealed record ForwardOptions
{
    public static ForwardOptions Default { get; } = new();

    /// <summary>The last word on the request that goes to the backend.</summary>
    public Action<HttpRequestMessage>? Request { get; init; }

    /// <summary>
    /// The last word on the backend's answer before any of it goes to the client. True if it has been dealt with (the response is written,
    /// or an exception is thrown); it is not called for a switch of protocols.
    /// </summary>
    public Func<HttpResponseMessage, CancellationToken, ValueTask<bool>>? Response { get; init; }
}

/// <summary>
/// Passes one HTTP request on to a backend and streams the answer: ordinary ones chunk by chunk as they come, and switches of protocol
/// (SPDY/3.1, WebSocket) byte for byte in both directions until one side ends. The API server uses it towards kubelets, pods and
/// services, the kubelet towards the streaming server of its container runtime. The backend never sees the client's credentials.
/// </summary>
public static class HttpForwarder
{
    /// <summary>Headers of one connection (RFC 9110 section 7.6.1), and what speaks of who the client is.</summary>
    private static readonly HashSet<string> NotForwarded = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "Te", "Trailer", "Transfer-Encoding",
        "Upgrade", "Expect", "Host", "Authorization",
    };

    private static readonly string[] NotForwardedPrefixes = [":", "Impersonate-", "X-Remote-"];

    /// <summary>The client asks to switch protocols and the server's connection can.</summary>
    public static bool IsUpgrade(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } && context.Request.Headers.Upgrade.Count > 0;

    /// <summary>Forwards the request and returns when it is over; a failure after the answer has begun aborts the client's connection.</summary>
    /// <exception cref="HttpRequestException">The backend could not be reached or broke off before it answered; nothing was written.</exception>
    public static async Task ForwardAsync(
        HttpContext context, HttpMessageInvoker invoker, Uri destination, ForwardOptions options, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, context.RequestAborted);
        var upgrade = IsUpgrade(context);
        using var request = CreateRequest(context, destination, upgrade);
        options.Request?.Invoke(request);
        using var response = await invoker.SendAsync(request, either.Token);
        if (response.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            if (!upgrade)
            {
                throw new HttpRequestException("the backend switched protocols without being asked to");
            }
            await RelayAsync(context, response, either.Token);
        }
        else if (options.Response is null || !await options.Response(response, either.Token))
        {
            await CopyResponseAsync(context, response, either.Token);
        }
    }

    /// <summary>Writes the backend's answer to the client, each part as soon as it comes.</summary>
    public static async Task CopyResponseAsync(HttpContext context, HttpResponseMessage response, CancellationToken ct)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        CopyHeaders(response, context.Response);
        var buffer = ArrayPool<byte>.Shared.Rent(Limits.RelayBufferBytes);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(ct);
            for (int count; (count = await body.ReadAsync(buffer, ct)) > 0;)
            {
                await context.Response.Body.WriteAsync(buffer.AsMemory(0, count), ct);
                await context.Response.Body.FlushAsync(ct);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or HttpRequestException && context.Response.HasStarted)
        {
            // An answer that is cut short must look so.
            context.Abort();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async Task RelayAsync(HttpContext context, HttpResponseMessage response, CancellationToken ct)
    {
        CopyHeaders(response, context.Response);
        context.Response.Headers.Upgrade = response.Headers.Upgrade.Select(p => p.ToString()).ToArray();
        await using var backend = await response.Content.ReadAsStreamAsync(ct);
        await using var client = await context.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
        await StreamRelay.RunAsync(client, backend, ct);
    }

    private static HttpRequestMessage CreateRequest(HttpContext context, Uri destination, bool upgrade)
    {
        var incoming = context.Request;
        var request = new HttpRequestMessage(new HttpMethod(incoming.Method), destination)
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (!upgrade && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            request.Content = new StreamContent(incoming.Body);
        }
        else if (incoming.ContentLength == 0)
        {
            request.Content = new ByteArrayContent([]);
        }
        var named = ConnectionNames(incoming);
        foreach (var (name, values) in incoming.Headers)
        {
            if (!IsForwarded(name) || named.Contains(name))
            {
                continue;
            }
            string?[] list = values.ToArray();
            if (name.Equals("Sec-WebSocket-Protocol", StringComparison.OrdinalIgnoreCase))
            {
                list = [string.Join(", ", WebSocketUpgrade.Subprotocols(incoming))];
            }
            if (!request.Headers.TryAddWithoutValidation(name, list))
            {
                request.Content?.Headers.TryAddWithoutValidation(name, list);
            }
        }
        if (upgrade)
        {
            request.Headers.Connection.Add("Upgrade");
            request.Headers.TryAddWithoutValidation("Upgrade", incoming.Headers.Upgrade.ToArray());
        }
        if (context.Connection.RemoteIpAddress is { } address)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address.ToString());
        }
        return request;
    }

    private static bool IsForwarded(string name) =>
        !NotForwarded.Contains(name) && !NotForwardedPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static HashSet<string> ConnectionNames(HttpRequest request) =>
        new(request.Headers.Connection.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries)), StringComparer.OrdinalIgnoreCase);

    private static void CopyHeaders(HttpResponseMessage source, HttpResponse target)
    {
        CopyHeaders(source.Headers, target);
        CopyHeaders(source.Content.Headers, target);
    }

    private static void CopyHeaders(HttpHeaders source, HttpResponse target)
    {
        foreach (var (name, values) in source.NonValidated)
        {
            if (!NotForwarded.Contains(name))
            {
                target.Headers[name] = values.ToArray();
            }
        }
    }
}
