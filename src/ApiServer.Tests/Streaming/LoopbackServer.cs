using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Navarch.ApiServer.Tests.Streaming;

/// <summary>Kestrel on a port of the loopback, with one handler for all requests.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private LoopbackServer(WebApplication app) => _app = app;

    public Uri Uri { get; private set; } = null!;

    public Exception? Error { get; private set; }

    public static async Task<LoopbackServer> StartAsync(RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1));
        var app = builder.Build();
        var server = new LoopbackServer(app);
        app.Run(async context =>
        {
            try
            {
                await handler(context);
            }
            catch (ApiMachinery.Errors.ApiException e) when (!context.Response.HasStarted)
            {
                context.Response.StatusCode = e.Code;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(e.Status.ToJson());
            }
            catch (Exception e)
            {
                server.Error = e;
                throw;
            }
        });
        await app.StartAsync();
        server.Uri = new Uri(app.Urls.First());
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
