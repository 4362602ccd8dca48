using System.Text;
using Microsoft.AspNetCore.Http;
using Navarch.Client.Streaming;
using Navarch.Client.Streaming.Spdy;

namespace Navarch.ApiServer.Tests.Streaming;

/// <summary>
/// The kubelet's end of exec and port-forward, as container runtimes behave: SPDY only, and when the command has ended all streams are
/// reset and the connection is closed at once.
/// </summary>
internal sealed class SpdyKubelet
{
    private readonly TaskCompletionSource _hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task HungUp => _hungUp.Task;

    public string? LastTarget { get; private set; }

    public async Task HandleAsync(HttpContext context)
    {
        LastTarget = context.Request.Path + context.Request.QueryString;
        if (!SpdyUpgrade.IsRequested(context))
        {
            context.Response.StatusCode = 400;
            await context.Response.WriteAsync("not SPDY");
            return;
        }
        var command = context.Request.Query["command"].ToString();
        if (command == "missing")
        {
            context.Response.StatusCode = 500;
            await context.Response.WriteAsync("container not found (\"app\")");
            return;
        }
        var forward = context.Request.Path.StartsWithSegments("/portForward", StringComparison.Ordinal);
        var protocol = forward ? "portforward.k8s.io" : "v4.channel.k8s.io";
        Assert.Contains(protocol, SpdyUpgrade.Offered(context.Request));
        await using var transport = await SpdyUpgrade.AcceptAsync(context, protocol);
        await using var connection = SpdyConnection.Start(transport, SpdyRole.Server);
        if (forward)
        {
            await EchoPortsAsync(connection);
            return;
        }
        var query = context.Request.Query;
        var expected = 1 + query["input"].Count + query["output"].Count + query["error"].Count + query["tty"].Count;
        var streams = new Dictionary<string, SpdyStream>();
        while (streams.Count < expected)
        {
            var stream = (await connection.AcceptStreamAsync(context.RequestAborted))!;
            stream.Reply();
            streams.Add(stream.Headers["streamType"], stream);
        }
        await RunAsync(command, streams, connection);
    }

    private async Task RunAsync(string command, Dictionary<string, SpdyStream> streams, SpdyConnection connection)
    {
        var status = """{"metadata":{},"status":"Success"}""";
        switch (command)
        {
            case "cat":
                await streams["stdin"].CopyToAsync(streams["stdout"]);
                break;
            case "fail":
                await streams["stderr"].WriteAsync("boom"u8.ToArray());
                status = """{"metadata":{},"status":"Failure","reason":"NonZeroExitCode","message":"exit 3","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}""";
                break;
            case "size":
                var buffer = new byte[100];
                var count = await streams["resize"].ReadAsync(buffer);
                await streams["stdout"].WriteAsync(buffer.AsMemory(0, count));
                break;
            case "big":
                await streams["stdout"].WriteAsync(new byte[3_000_000]);
                break;
            case "deaf":
                streams["stdin"].Reset(SpdyStatus.Cancel);
                await streams["stdout"].WriteAsync("done"u8.ToArray());
                break;
            case "hang":
                await streams["stdout"].WriteAsync("here"u8.ToArray());
                await connection.Completion;
                _hungUp.SetResult();
                return;
            case "crash":
                await streams["stdout"].WriteAsync("oh"u8.ToArray());
                await connection.CloseAsync(default);
                return;
        }
        await streams["error"].WriteAsync(Encoding.UTF8.GetBytes(status));
        foreach (var stream in streams.Values)
        {
            stream.Reset(SpdyStatus.Cancel);
        }
        await connection.CloseAsync(default);
    }

    private static async Task EchoPortsAsync(SpdyConnection connection)
    {
        var echoes = new List<Task>();
        while (await connection.AcceptStreamAsync(default) is { } stream)
        {
            stream.Reply();
            if (stream.Headers["streamtype"] == "data")
            {
                echoes.Add(EchoAsync(stream));
            }
        }
        await Task.WhenAll(echoes);
    }

    private static async Task EchoAsync(SpdyStream stream)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"port {stream.Headers["port"]}: "));
        await stream.CopyToAsync(stream);
        await stream.CloseWriteAsync(default);
    }
}
