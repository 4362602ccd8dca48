using System.Net;
using System.Net.Sockets;
using Navarch.Client;

namespace Navarch.Kubelet.Network;

/// <summary>Connects from where the node is: its own network namespace, or the machine's when it has none.</summary>
internal sealed class NodeSockets(string? networkNamespace)
{
    /// <summary>A TCP stream to a host and port.</summary>
    public async ValueTask<Stream> ConnectAsync(EndPoint endPoint, CancellationToken ct)
    {
        var socket = NetworkNamespace.Run(networkNamespace, static () => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            await socket.ConnectAsync(endPoint, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>An HTTP client for probes and hooks, which trusts any certificate as upstream's and keeps no connection.</summary>
    public HttpMessageInvoker CreateHttp() => new(new SocketsHttpHandler
    {
        ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, ct),
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        PooledConnectionLifetime = TimeSpan.Zero,
        AutomaticDecompression = DecompressionMethods.None,
        SslOptions = new System.Net.Security.SslClientAuthenticationOptions
        {
            // A probe asks whether the container answers; upstream doesn't verify either.
#pragma warning disable CA5359
            RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
        },
    });
}
