using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Google.Protobuf;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Network;

namespace Navarch.Kubelet.Probes;

/// <summary>What one try of a probe or hook gave; the output is what the event says.</summary>
internal readonly record struct ProbeOutcome(bool Success, string Output);

/// <summary>Makes one try: a command in the container, an HTTP request, a TCP connection or a gRPC health check.</summary>
internal sealed class Prober(RuntimeService runtime, NodeSockets sockets, TimeProvider time) : IDisposable
{
    private const int MaxOutput = 10 << 10;
    private const int MaxRedirects = 10;
    private readonly HttpMessageInvoker http = sockets.CreateHttp();

    public async Task<ProbeOutcome> ProbeAsync(Probe probe, Container container, string containerId, string podIp, CancellationToken ct)
    {
        var timeout = TimeSpan.FromSeconds(Math.Max(1, probe.TimeoutSeconds));
        if (probe.Exec is { } exec)
        {
            return await ExecAsync(exec, containerId, timeout, ct);
        }

        if (probe.HttpGet is { } get)
        {
            return await HttpAsync(get, container, podIp, "kube-probe/1.36", timeout, ct);
        }

        if (probe.TcpSocket is { } tcp)
        {
            return await TcpAsync(tcp, container, podIp, timeout, ct);
        }

        return probe.Grpc is { } grpc ? await GrpcAsync(grpc, podIp, timeout, ct) : new ProbeOutcome(true, "");
    }

    public async Task<ProbeOutcome> ExecAsync(ExecAction exec, string containerId, TimeSpan timeout, CancellationToken ct)
    {
        try
        {
            var answer = await runtime.ExecSyncAsync(containerId, exec.Command, timeout, ct);
            var output = Trim(answer.Stdout.ToStringUtf8() + answer.Stderr.ToStringUtf8());
            return new ProbeOutcome(answer.ExitCode == 0, output);
        }
        catch (RpcException e) when (e.Code == RpcCode.DeadlineExceeded)
        {
            return new ProbeOutcome(false, $"command timed out: \"{string.Join(' ', exec.Command)}\" timed out after {timeout.TotalSeconds:0}s");
        }
    }

    public async Task<ProbeOutcome> HttpAsync(
        HTTPGetAction get, Container container, string podIp, string userAgent, TimeSpan timeout, CancellationToken ct)
    {
        if (Port(get.Port, container) is not { } port)
        {
            return new ProbeOutcome(false, $"couldn't find port {get.Port}");
        }

        var scheme = get.Scheme.Length > 0 ? get.Scheme.ToLowerInvariant() : "http";
        var host = get.Host.Length > 0 ? get.Host : podIp;
        var path = get.Path.StartsWith('/') ? get.Path : "/" + get.Path;
        var url = new Uri($"{scheme}://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port.ToString(CultureInfo.InvariantCulture)}{path}");
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            for (var hop = 0; ; hop++)
            {
                using var request = Request(get, url, userAgent);
                using var response = await http.SendAsync(request, linked.Token);
                var status = (int)response.StatusCode;
                if (status is >= 300 and < 400 && response.Headers.Location is { } location && hop < MaxRedirects)
                {
                    var next = new Uri(url, location);
                    if (next.Host != url.Host)
                    {
                        // Upstream doesn't follow to other hosts and takes it as a success with a warning.
                        return new ProbeOutcome(true, $"Probe terminated redirects, Response body: ");
                    }

                    url = next;
                    continue;
                }

                return status is >= 200 and < 400
                    ? new ProbeOutcome(true, "")
                    : new ProbeOutcome(false, $"HTTP probe failed with statuscode: {status}");
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ProbeOutcome(false, $"Get \"{url}\": context deadline exceeded (Client.Timeout exceeded while awaiting headers)");
        }
        catch (HttpRequestException e)
        {
            return new ProbeOutcome(false, $"Get \"{url}\": {Dial(e, host, port)}");
        }
    }

    public void Dispose() => http.Dispose();

    /// <summary>A port by number, or by its name in the container.</summary>
    internal static int? Port(IntOrString? port, Container container)
    {
        if (port is not { } value)
        {
            return null;
        }

        if (!value.IsString)
        {
            return value.IntValue;
        }

        var named = container.Ports.FirstOrDefault(p => p.Name == value.StringValue);
        return named?.ContainerPortValue ?? (int.TryParse(value.StringValue, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
    }

    private static HttpRequestMessage Request(HTTPGetAction get, Uri url, string userAgent)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11 };
        foreach (var header in get.HttpHeaders)
        {
            if (header.Name.Equals("Host", StringComparison.OrdinalIgnoreCase))
            {
                request.Headers.Host = header.Value;
            }
            else
            {
                request.Headers.TryAddWithoutValidation(header.Name, header.Value);
            }
        }

        if (!request.Headers.Contains("User-Agent"))
        {
            request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        }

        if (!request.Headers.Contains("Accept"))
        {
            request.Headers.TryAddWithoutValidation("Accept", "*/*");
        }

        request.Headers.ConnectionClose = true;
        return request;
    }

    private async Task<ProbeOutcome> TcpAsync(TCPSocketAction tcp, Container container, string podIp, TimeSpan timeout, CancellationToken ct)
    {
        if (Port(tcp.Port, container) is not { } port)
        {
            return new ProbeOutcome(false, $"couldn't find port {tcp.Port}");
        }

        var host = tcp.Host.Length > 0 ? tcp.Host : podIp;
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            await using var stream = await sockets.ConnectAsync(new DnsEndPoint(host, port), linked.Token);
            return new ProbeOutcome(true, "");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new ProbeOutcome(false, $"dial tcp {host}:{port}: i/o timeout");
        }
        catch (SocketException e)
        {
            return new ProbeOutcome(false, Dial(e, host, port));
        }
    }

    private async Task<ProbeOutcome> GrpcAsync(GRPCAction grpc, string podIp, TimeSpan timeout, CancellationToken ct)
    {
        using var connection = new GrpcConnection($"{podIp}:{grpc.Port}", token => sockets.ConnectAsync(new DnsEndPoint(podIp, grpc.Port), token), time);
        try
        {
            var answer = await connection.CallAsync(
                "grpc.health.v1.Health/Check", new V1.HealthCheckRequest { Service = grpc.Service }, V1.HealthCheckResponse.Parser, timeout, ct);
            return answer.Status == V1.HealthCheckResponse.Types.ServingStatus.Serving
                ? new ProbeOutcome(true, "service healthy")
                : new ProbeOutcome(false, $"service unhealthy (responded with \"{answer.Status.ToString().ToUpperInvariant()}\")");
        }
        catch (RpcException e)
        {
            return new ProbeOutcome(false, e.Code switch
            {
                RpcCode.Unimplemented => "error: this server does not implement the grpc health protocol (grpc.health.v1.Health): " + e.Text,
                RpcCode.DeadlineExceeded => $"timeout: health rpc did not complete within {timeout.TotalSeconds:0}s",
                RpcCode.Unavailable => $"timeout: failed to connect service \"{podIp}:{grpc.Port}\" within {timeout.TotalSeconds:0}s: {e.Message}",
                _ => "error: health rpc probe failed: " + e.Text,
            });
        }
    }

    private static string Dial(Exception e, string host, int port) => (e.GetBaseException() as SocketException)?.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => $"dial tcp {host}:{port}: connect: connection refused",
        SocketError.HostUnreachable => $"dial tcp {host}:{port}: connect: no route to host",
        SocketError.NetworkUnreachable => $"dial tcp {host}:{port}: connect: network is unreachable",
        SocketError.TimedOut => $"dial tcp {host}:{port}: i/o timeout",
        SocketError.ConnectionReset => $"read tcp {host}:{port}: read: connection reset by peer",
        _ => e.GetBaseException().Message,
    };

    private static string Trim(string text) => text.Length > MaxOutput ? text[..MaxOutput] : text;
}
