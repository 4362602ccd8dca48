using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Navarch.Client;
using Navarch.Kubelet.PodWorkers;

namespace Navarch.Kubelet.Server;

/// <summary>
/// The kubelet's own API over HTTPS, which the API server calls for logs, exec, attach, port-forward and statistics. A caller needs a
/// client certificate of the cluster's CA, of group system:masters or of the API server itself; everyone else gets 401 or 403.
/// </summary>
internal sealed class KubeletServer(KubeletOptions options, PodManager pods, PodServices services, TimeProvider time, ILoggerFactory loggers)
    : IAsyncDisposable
{
    private const string AllowedGroup = "system:masters";
    private const string AllowedUser = "kube-apiserver-kubelet-client";
    private WebApplication? app;

    public async Task StartAsync(CancellationToken ct)
    {
        if (options.ServingCertificate is not { } certificate)
        {
            return;
        }

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = Listen);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Streams of logs and terminals last as long as people look at them.
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(options.Address ?? options.NodeIp, options.Port, listen => listen.UseHttps(https =>
            {
                https.ServerCertificateSelector = (_, _) => certificate();
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.ClientCertificateValidation = (client, _, _) => IsOfClientCa(client);
            }));
        });
        app = builder.Build();
        app.Use(AuthenticateAsync);
        var streams = new StreamProxy(pods, services, options, time);
        var logs = new ContainerLogs(pods, services, time);
        var stats = new StatsSummary(pods, services, options, time);
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet("/pods", context => PodList.WriteAsync(context, pods.Pods));
        app.MapGet("/runningpods", context => PodList.WriteAsync(context, pods.Pods));
        app.MapGet("/containerLogs/{namespace}/{pod}/{container}", logs.HandleAsync);
        app.MapMethods("/exec/{namespace}/{pod}/{container}", ["GET", "POST"], streams.ExecAsync);
        app.MapMethods("/exec/{namespace}/{pod}/{uid}/{container}", ["GET", "POST"], streams.ExecAsync);
        app.MapMethods("/attach/{namespace}/{pod}/{container}", ["GET", "POST"], streams.AttachAsync);
        app.MapMethods("/attach/{namespace}/{pod}/{uid}/{container}", ["GET", "POST"], streams.AttachAsync);
        app.MapMethods("/portForward/{namespace}/{pod}", ["GET", "POST"], streams.PortForwardAsync);
        app.MapMethods("/portForward/{namespace}/{pod}/{uid}", ["GET", "POST"], streams.PortForwardAsync);
        app.MapGet("/stats/summary", stats.HandleAsync);
        app.MapGet("/metrics", stats.MetricsAsync);
        try
        {
            await app.StartAsync(ct);
        }
        catch (IOException e) when (e.GetBaseException() is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
        {
            throw new InvalidOperationException(
                $"the kubelet's port {options.Port} on {options.Address ?? options.NodeIp} is taken; stop what listens there or choose another port", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            // Streams that are open are cut: their other ends live on.
            using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200), time);
            await app.StopAsync(now.Token);
            await app.DisposeAsync();
        }
    }

    private Socket Listen(EndPoint endPoint) =>
        NetworkNamespace.Run(options.NetworkNamespace, () => SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint));

    private bool IsOfClientCa(X509Certificate2 certificate)
    {
        if (options.ClientCa is not { Count: > 0 } authorities)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static async Task AuthenticateAsync(HttpContext context, RequestDelegate next)
    {
        var certificate = context.Connection.ClientCertificate;
        if (certificate is null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await context.Response.WriteAsync("Unauthorized");
            return;
        }

        var user = certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false);
        if (user != AllowedUser && !Groups(certificate).Contains(AllowedGroup))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync($"Forbidden (user={user}, verb={context.Request.Method}, resource=nodes)");
            return;
        }

        await next(context);
    }

    private static IEnumerable<string?> Groups(X509Certificate2 certificate) =>
        certificate.SubjectName.EnumerateRelativeDistinguishedNames(reversed: false)
            .Where(n => !n.HasMultipleElements && n.GetSingleElementType().Value == "2.5.4.10").Select(n => n.GetSingleElementValue());
}
