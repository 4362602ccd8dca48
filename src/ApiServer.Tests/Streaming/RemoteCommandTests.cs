using System.Net.WebSockets;
using System.Text;
using Navarch.ApiServer.Streaming;
using Navarch.Client.Streaming;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.ApiServer.Tests.Streaming;

public sealed class RemoteCommandTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly HttpMessageInvoker _invoker = new(new SocketsHttpHandler());
    private readonly SpdyKubelet _kubelet = new();
    private LoopbackServer _kubeletServer = null!;
    private LoopbackServer _server = null!;

    private CancellationToken Ct => _deadline.Token;

    public async Task InitializeAsync()
    {
        _kubeletServer = await LoopbackServer.StartAsync(_kubelet.HandleAsync);
        var handler = new RemoteCommandHandler(TimeProvider.System);
        _server = await LoopbackServer.StartAsync(context =>
        {
            var query = context.Request.Query;
            var path = PodLocation.Exec(PodLocationTests.Pod(["app"], node: "n"), query);
            return handler.HandleAsync(context, new KubeletTarget(new Uri(_kubeletServer.Uri, path), _invoker), context.RequestAborted);
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
    public async Task Input_goes_to_the_command_and_output_and_status_come_back()
    {
        using var client = await ConnectAsync("command=cat&stdin=true&stdout=true");
        await SendAsync(client, 0, "hello "u8.ToArray());
        await SendAsync(client, 0, "there"u8.ToArray());
        await SendAsync(client, 255, "\0"u8.ToArray());
        var output = await ReceiveAllAsync(client);
        Assert.Equal("hello there", Encoding.UTF8.GetString(output[1]));
        Assert.Equal("""{"metadata":{},"status":"Success"}""", Encoding.UTF8.GetString(output[3]));
        Assert.Equal("/exec/default/p/app?input=1&output=1&command=cat", _kubelet.LastTarget);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, client.CloseStatus);
    }

    [Fact]
    public async Task Much_input_and_output_arrive_whole()
    {
        using var client = await ConnectAsync("command=cat&stdin=true&stdout=true");
        var data = new byte[5_000_000];
        new Random(1).NextBytes(data);
        var sending = Task.Run(async () =>
        {
            // One huge message in fragments, and then some of its own.
            await client.SendAsync((byte[])[0, .. data.AsSpan(0, 3_000_000)], WebSocketMessageType.Binary, true, Ct);
            for (var at = 3_000_000; at < data.Length; at += 50_000)
            {
                await SendAsync(client, 0, data.AsMemory(at, 50_000));
            }
            await SendAsync(client, 255, "\0"u8.ToArray());
        });
        var output = await ReceiveAllAsync(client);
        await sending;
        Assert.Equal(data, output[1]);
    }

    [Fact]
    public async Task An_exit_code_comes_as_the_status_of_the_kubelet()
    {
        using var client = await ConnectAsync("command=fail&stdout=true&stderr=true");
        var output = await ReceiveAllAsync(client);
        Assert.Equal("boom", Encoding.UTF8.GetString(output[2]));
        Assert.Contains("NonZeroExitCode", Encoding.UTF8.GetString(output[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resize_reaches_the_terminal()
    {
        using var client = await ConnectAsync("command=size&stdin=true&stdout=true&stderr=true&tty=true");
        await SendAsync(client, 4, """{"Width":80,"Height":24}"""u8.ToArray());
        var output = await ReceiveAllAsync(client);
        Assert.Equal("""{"Width":80,"Height":24}""", Encoding.UTF8.GetString(output[1]));
    }

    [Fact]
    public async Task Output_that_is_still_on_its_way_when_the_command_ends_is_not_lost()
    {
        using var client = await ConnectAsync("command=big&stdout=true");
        Assert.Equal(3_000_000, (await ReceiveAllAsync(client))[1].Length);
    }

    [Fact]
    public async Task A_command_that_does_not_read_its_input_ends_well()
    {
        using var client = await ConnectAsync("command=deaf&stdin=true&stdout=true");
        await SendAsync(client, 0, new byte[100_000]);
        var output = await ReceiveAllAsync(client);
        Assert.Equal("done", Encoding.UTF8.GetString(output[1]));
        Assert.Contains("Success", Encoding.UTF8.GetString(output[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_hangs_the_command_up()
    {
        using var client = await ConnectAsync("command=hang&stdin=true&stdout=true");
        while ((await ReceiveAsync(client)).Data.Length == 0)
        {
            // The first message is empty.
        }
        client.Abort();
        await _kubelet.HungUp.WaitAsync(Ct);
    }

    [Fact]
    public async Task What_the_kubelet_refuses_comes_as_an_internal_error()
    {
        using var client = await ConnectAsync("command=missing&stdout=true");
        var status = Encoding.UTF8.GetString((await ReceiveAllAsync(client))[3]);
        Assert.Contains("Internal error occurred: unable to upgrade connection: container not found (\\\"app\\\")", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kubelet_that_breaks_off_is_told()
    {
        using var client = await ConnectAsync("command=crash&stdout=true");
        var output = await ReceiveAllAsync(client);
        Assert.Equal("oh", Encoding.UTF8.GetString(output[1]));
        Assert.Contains("InternalError", Encoding.UTF8.GetString(output[3]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kubelet_that_is_not_there_is_told()
    {
        await _kubeletServer.DisposeAsync();
        using var client = await ConnectAsync("command=cat&stdout=true");
        var status = Encoding.UTF8.GetString((await ReceiveAllAsync(client))[3]);
        Assert.Contains("connect: connection refused", status, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_spdy_client_is_passed_through()
    {
        using var request = SpdyUpgrade.CreateRequest(new Uri(_server.Uri, "/?command=cat&stdin=true&stdout=true"), ["v4.channel.k8s.io"]);
        using var response = await _invoker.SendAsync(request, Ct);
        Assert.True(SpdyUpgrade.IsAccepted(response, out var protocol));
        Assert.Equal("v4.channel.k8s.io", protocol);
        await using var connection = SpdyConnection.Start(await response.Content.ReadAsStreamAsync(Ct), SpdyRole.Client);
        var streams = new[] { "error", "stdin", "stdout" }.Select(t => connection.OpenStream(new Dictionary<string, string> { ["streamType"] = t })).ToList();
        await streams[1].WriteAsync("over SPDY"u8.ToArray(), Ct);
        await streams[1].CloseWriteAsync(Ct);
        using var reader = new StreamReader(streams[2]);
        Assert.Equal("over SPDY", await reader.ReadToEndAsync(Ct));
    }

    [Fact]
    public async Task A_request_that_asks_for_no_upgrade_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_server.Uri, "/?command=cat&stdout=true"));
        using var response = await _invoker.SendAsync(request, Ct);
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("Upgrade request required", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private async Task<ClientWebSocket> ConnectAsync(string query, string protocol = "v5.channel.k8s.io")
    {
        var client = new ClientWebSocket();
        client.Options.AddSubProtocol(protocol);
        await client.ConnectAsync(new UriBuilder(_server.Uri) { Scheme = "ws", Query = query }.Uri, _invoker, Ct);
        Assert.Equal(protocol, client.SubProtocol);
        return client;
    }

    private ValueTask SendAsync(ClientWebSocket client, byte channel, ReadOnlyMemory<byte> data) =>
        client.SendAsync(((byte[])[channel, .. data.Span]).AsMemory(), WebSocketMessageType.Binary, true, Ct);

    private async Task<(int Channel, byte[] Data)> ReceiveAsync(ClientWebSocket client)
    {
        using var message = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var result = await client.ReceiveAsync(buffer.AsMemory(), Ct);
            if (result.MessageType == WebSocketMessageType.Close)
            {
                return (-1, []);
            }
            message.Write(buffer, 0, result.Count);
            if (result.EndOfMessage)
            {
                var bytes = message.ToArray();
                return (bytes[0], bytes[1..]);
            }
        }
    }

    private async Task<byte[][]> ReceiveAllAsync(ClientWebSocket client)
    {
        var channels = Enumerable.Range(0, 5).Select(_ => new MemoryStream()).ToArray();
        while (await ReceiveAsync(client) is (>= 0, _) message)
        {
            channels[message.Channel].Write(message.Data);
        }
        return channels.Select(c => c.ToArray()).ToArray();
    }
}
