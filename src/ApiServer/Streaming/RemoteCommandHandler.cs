using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Errors;
using Navarch.Client.Streaming;

namespace Navarch.ApiServer.Streaming;

/// <summary>The streams of an exec or attach that the client asked for.</summary>
public readonly record struct RemoteCommandStreams(bool Stdin, bool Stdout, bool Stderr, bool Tty)
{
    /// <summary>From the fields of PodExecOptions or PodAttachOptions in a query. A terminal has no standard error of its own.</summary>
    public static RemoteCommandStreams FromQuery(IQueryCollection query)
    {
        var tty = PodLocation.IsTrue(query, "tty");
        return new(
            PodLocation.IsTrue(query, "stdin"), PodLocation.IsTrue(query, "stdout"), PodLocation.IsTrue(query, "stderr") && !tty, tty);
    }
}

/// <summary>pods/exec and pods/attach: WebSockets of v5 and v4 are translated to SPDY here, everything else passes through.</summary>
public sealed class RemoteCommandHandler(TimeProvider time)
{
    private readonly StreamTranslator _translator = new(time);

    /// <summary>Returns when the session is over.</summary>
    /// <exception cref="ApiException">The request can't be served; nothing was written.</exception>
    public Task HandleAsync(HttpContext context, KubeletTarget target, CancellationToken ct)
    {
        var streams = RemoteCommandStreams.FromQuery(context.Request.Query);
        return WebSocketUpgrade.IsRequested(context) && StreamTranslator.Choose(context.Request) is { } protocol
            ? _translator.HandleAsync(context, target, streams, protocol, ct)
            : UpgradeProxy.HandleAsync(context, target, ct);
    }
}
