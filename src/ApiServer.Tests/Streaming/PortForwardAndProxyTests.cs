using System.Net;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery;
using Navarch.ApiServer.Streaming;
using Navarch.Client.Streaming;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.ApiServer.Tests.Streaming;

public sealed class PortForwardAndProxyTests : IAsyncLifetime
{
    private const string ProxyPrefix = "/api/v1/namespaces/default/pods/p/proxy";

    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly SpdyKubelet _kubelet = new();
    private RequestDelegate _backend = _ => Task.CompletedTask;
    private LoopbackServer _kubeletServer = null!;
    private LoopbackServer _server = null!;

    private CancellationToken Ct => _deadline.Token;

    public async Task InitializeAsync()
    {
        _kubeletServer = await LoopbackServer.StartAsync(context =>
            context.Request.Path.StartsWithSegments("/portForward", StringComparison.Ordinal) ? _kubelet.HandleAsync(context) : _backend(context));
        _server = await LoopbackServer.StartAsync(context => context.Request.Path.Value switch
        {
            "/log" => LocationStreamer.HandleAsync(context, Target("/containerLogs/default/p/app"), new GroupResource("", "pods"), "p", context.RequestAborted),
            "/tunnel" => TunnelingHandler.HandleAsync(context, Target("/portForward/default/p"), context.RequestAborted),
            _ => ProxyHandler.HandleAsync(context, Target("/"), ProxyPrefix, context.RequestAborted),
        });
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _kubeletServer.DisposeAsync();
        _invoker.Dispose();
        _deadline.Dispose();
    }

    [Fact]
    public async Task Ports_are_forwarded_by_spdy_within_a_websocket()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Uri, "/tunnel"));
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Sec-WebSocket-Protocol", "SPDY/3.1+portforward.k8s.io");
        using var response = await _invoker.SendAsync(request, Ct);
        Assert.Equal("SPDY/3.1+portforward.k8s.io", response.Headers.GetValues("Sec-WebSocket-Protocol").Single());
        // The example of RFC 6455 section 1.3.
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", response.Headers.GetValues("Sec-WebSocket-Accept").Single());
        using var client = WebSocket.CreateFromStream(await response.Content.ReadAsStreamAsync(Ct), new WebSocketCreationOptions());
        await using var connection = SpdyConnection.Start(WebSocketStream.Create(client, WebSocketMessageType.Binary), SpdyRole.Client);
        await ForwardAsync(connection);
    }

    [Fact]
    public async Task Ports_are_forwarded_by_spdy_itself()
    {
        using var request = SpdyUpgrade.CreateRequest(new Uri(_server.Uri, "/tunnel"), ["portforward.k8s.io"]);
        using var response = await _invoker.SendAsync(request, Ct);
        Assert.True(SpdyUpgrade.IsAccepted(response, out _));
        await using var connection = SpdyConnection.Start(await response.Content.ReadAsStreamAsync(Ct), SpdyRole.Client);
        await ForwardAsync(connection);
    }

    [Fact]
    public async Task A_followed_log_comes_line_by_line()
    {
        var second = new TaskCompletionSource();
        _backend = async context =>
        {
            await context.Response.WriteAsync("one\n");
            await context.Response.Body.FlushAsync();
            await second.Task;
            await context.Response.WriteAsync("two\n");
        };
        using var response = await GetAsync("/log");
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
        Assert.Equal("one", await reader.ReadLineAsync(Ct));
        second.SetResult();
        Assert.Equal("two", await reader.ReadLineAsync(Ct));
        Assert.Null(await reader.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task A_log_that_the_kubelet_refuses_is_a_status()
    {
        _backend = context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("container \"app\" in pod \"p\" is waiting to start: ContainerCreating");
        };
        using var response = await GetAsync("/log");
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync(Ct);
        Assert.Contains("\"reason\":\"BadRequest\"", body, StringComparison.Ordinal);
        Assert.Contains("is waiting to start: ContainerCreating", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proxy_passes_method_path_query_headers_and_body_but_not_credentials()
    {
        _backend = async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
            await context.Response.WriteAsync($"{context.Request.Method} {raw} {context.Request.Headers["X-Mine"]} [{context.Request.Headers.Authorization}] {body}");
        };
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(_server.Uri, ProxyPrefix + "/a%2Fb/c?d=e%20f")) { Content = new StringContent("body") };
        request.Headers.Add("X-Mine", "1");
        request.Headers.Add("Authorization", "Bearer secret");
        using var response = await _invoker.SendAsync(request, Ct);
        Assert.Equal("PUT /a%2Fb/c?d=e%20f 1 [] body", await response.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task The_proxy_s_root_redirects_to_a_path_with_a_slash()
    {
        using var response = await GetAsync(ProxyPrefix + "?a=b");
        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal(ProxyPrefix + "/?a=b", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Redirects_and_links_stay_behind_the_proxy()
    {
        _backend = async context =>
        {
            if (context.Request.Path == "/away")
            {
                context.Response.Redirect("/there");
                return;
            }
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync("<a href=\"/rewriteme\">tést</a><script>var x = '<a href=\"/no\">';</script><a href='http://else/x'>b</a><img src=/i.png>");
        };
        using var redirect = await GetAsync(ProxyPrefix + "/away");
        Assert.Equal(ProxyPrefix + "/there", redirect.Headers.Location!.OriginalString);
        using var page = await GetAsync(ProxyPrefix + "/");
        Assert.Equal(
            $"<a href=\"{ProxyPrefix}/rewriteme\">tést</a><script>var x = '<a href=\"/no\">';</script><a href='http://else/x'>b</a><img src={ProxyPrefix}/i.png>",
            await page.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_page_too_long_to_rewrite_passes_whole()
    {
        var text = new string('x', 5_000_000);
        _backend = async context =>
        {
            context.Response.ContentType = "text/html";
            await context.Response.WriteAsync(text);
        };
        using var page = await GetAsync(ProxyPrefix + "/");
        Assert.Equal(text, await page.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_service_unavailable()
    {
        await _kubeletServer.DisposeAsync();
        using var response = await GetAsync(ProxyPrefix + "/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Contains("error trying to reach service: dial tcp 127.0.0.1:", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public void Random_pages_are_rewritten_without_loss_of_text()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        const string Alphabet = "<>/=\"' -!ahrefscipt\n";
        var rewriter = new LinkRewriter("/P", ["h"]);
        for (var i = 0; i < 5000; i++)
        {
            var page = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            var rewritten = Encoding.Latin1.GetString(rewriter.RewritePage(Encoding.Latin1.GetBytes(page)));
            Assert.True(page == rewritten.Replace("/P/", "/", StringComparison.Ordinal), $"seed {seed}: {page} became {rewritten}");
        }
    }

    private KubeletTarget Target(string path) => new(new Uri(_kubeletServer.Uri, path), _invoker);

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Uri, path));
        return await _invoker.SendAsync(request, Ct);
    }

    private async Task ForwardAsync(SpdyConnection connection)
    {
        var connections = Enumerable.Range(0, 10).Select(async i =>
        {
            var headers = new Dictionary<string, string> { ["streamtype"] = "error", ["port"] = $"{8000 + i}", ["requestid"] = $"{i}" };
            var error = connection.OpenStream(headers);
            await error.CloseWriteAsync(Ct);
            var data = connection.OpenStream(new Dictionary<string, string>(headers) { ["streamtype"] = "data" });
            await data.WriteAsync(Encoding.ASCII.GetBytes(new string('x', 100_000)), Ct);
            await data.CloseWriteAsync(Ct);
            using var reader = new StreamReader(data);
            Assert.Equal($"port {8000 + i}: {new string('x', 100_000)}", await reader.ReadToEndAsync(Ct));
        });
        await Task.WhenAll(connections);
    }
}
