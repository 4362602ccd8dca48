using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Navarch.Client.Streaming;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Network;
using Navarch.Kubelet.PodWorkers;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Server;

/// <summary>
/// exec, attach and port-forward: asks the runtime for the address of the stream and passes the connection on to it, byte for byte.
/// </summary>
internal sealed class StreamProxy : IDisposable
{
    private readonly PodManager pods;
    private readonly PodServices services;
    private readonly HttpMessageInvoker invoker;

    public StreamProxy(PodManager pods, PodServices services, KubeletOptions options, TimeProvider time)
    {
        (this.pods, this.services) = (pods, services);
        var sockets = new NodeSockets(options.NetworkNamespace);
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (context, ct) => sockets.ConnectAsync(context.DnsEndPoint, ct),
            UseProxy = false,
            AllowAutoRedirect = false,
        });
    }

    public Task ExecAsync(HttpContext context) => ForwardAsync(context, async (id, query, ct) =>
    {
        var request = new Cri.V1.ExecRequest
        {
            ContainerId = id,
            Tty = Flag(query, "tty"),
            Stdin = Flag(query, "input"),
            Stdout = Flag(query, "output"),
            Stderr = Flag(query, "error") && !Flag(query, "tty"),
        };
        request.Cmd.AddRange(query["command"].OfType<string>());
        return await services.Runtime.ExecAsync(request, ct);
    });

    public Task AttachAsync(HttpContext context) => ForwardAsync(context, async (id, query, ct) => await services.Runtime.AttachAsync(
        new Cri.V1.AttachRequest
        {
            ContainerId = id,
            Tty = Flag(query, "tty"),
            Stdin = Flag(query, "input"),
            Stdout = Flag(query, "output"),
            Stderr = Flag(query, "error") && !Flag(query, "tty"),
        },
        ct));

    public async Task PortForwardAsync(HttpContext context)
    {
        if (await ReadAsync(context) is not { } observed)
        {
            return;
        }

        if (observed.ActiveSandbox is not { } sandbox)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "the pod isn't running");
            return;
        }

        var request = new Cri.V1.PortForwardRequest { PodSandboxId = sandbox.Id };
        // WebSocket clients name the ports in the query, SPDY clients in each stream's headers.
        request.Port.AddRange(context.Request.Query["ports"].Concat(context.Request.Query["port"]).OfType<string>()
            .SelectMany(p => p.Split(',')).Select(p => int.Parse(p, CultureInfo.InvariantCulture)));
        await PassOnAsync(context, ct => services.Runtime.PortForwardAsync(request, ct));
    }

    public void Dispose() => invoker.Dispose();

    private static bool Flag(IQueryCollection query, string name) => query[name].FirstOrDefault() is "1" or "true";

    private async Task ForwardAsync(HttpContext context, Func<string, IQueryCollection, CancellationToken, Task<string>> open)
    {
        if (await ReadAsync(context) is not { } observed)
        {
            return;
        }

        var name = context.GetRouteValue("container") as string ?? "";
        if (observed.Newest(name) is not { State: RuntimeState.Running } container)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"container not found (\"{name}\")");
            return;
        }

        await PassOnAsync(context, ct => open(container.Id, context.Request.Query, ct));
    }

    private async Task PassOnAsync(HttpContext context, Func<CancellationToken, Task<string>> open)
    {
        try
        {
            var url = await open(context.RequestAborted);
            await HttpForwarder.ForwardAsync(context, invoker, new Uri(url), ForwardOptions.Default, context.RequestAborted);
        }
        catch (RpcException e)
        {
            await RefuseAsync(context, StatusCodes.Status500InternalServerError, e.Text);
        }
        catch (HttpRequestException e)
        {
            await RefuseAsync(context, StatusCodes.Status502BadGateway, e.Message);
        }
    }

    private async Task<RuntimePod?> ReadAsync(HttpContext context)
    {
        var (ns, name) = (context.GetRouteValue("namespace") as string ?? "", context.GetRouteValue("pod") as string ?? "");
        if (pods.Find(ns, name) is not { } pod)
        {
            await RefuseAsync(context, StatusCodes.Status404NotFound, $"pod does not exist: {name}_{ns}");
            return null;
        }

        return await services.View.ReadAsync(pod.Metadata.Uid, context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string message)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain";
            await context.Response.WriteAsync(message, context.RequestAborted);
        }
    }
}
