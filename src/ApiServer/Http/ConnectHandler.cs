using Microsoft.AspNetCore.Http;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.Streaming;
using Endpoint = Navarch.ApiServer.Registry.Endpoint;

namespace Navarch.ApiServer.Http;

/// <summary>The subresources that lead to a node: log, exec, attach, portforward and proxy.</summary>
internal sealed class ConnectHandler(ApiOperations operations, KubeletConnection kubelets, HttpMessageInvoker proxies, TimeProvider time)
{
    private readonly RemoteCommandHandler _commands = new(time);

    public async Task HandleAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var info = context.Info;
        var query = http.Request.Query;
        var ct = http.RequestAborted;
        if (info.Subresource == "proxy")
        {
            await ProxyAsync(http, info, endpoint, ns).ConfigureAwait(false);
            return;
        }
        var pod = (Pod)(await operations.Objects.GetAsync(endpoint, ns, info.Name, ct).ConfigureAwait(false)).Document;
        switch (info.Subresource)
        {
            case "log":
                var log = PodLocation.Log(pod, query);
                await LocationStreamer.HandleAsync(http, log is null ? null : await TargetAsync(pod, log, ct).ConfigureAwait(false), endpoint.GroupResource, info.Name, ct).ConfigureAwait(false);
                break;
            case "exec":
                await _commands.HandleAsync(http, await TargetAsync(pod, PodLocation.Exec(pod, query), ct).ConfigureAwait(false), ct).ConfigureAwait(false);
                break;
            case "attach":
                await _commands.HandleAsync(http, await TargetAsync(pod, PodLocation.Attach(pod, query), ct).ConfigureAwait(false), ct).ConfigureAwait(false);
                break;
            default:
                await TunnelingHandler.HandleAsync(http, await TargetAsync(pod, PodLocation.PortForward(pod, query), ct).ConfigureAwait(false), ct).ConfigureAwait(false);
                break;
        }
    }

    private async ValueTask<KubeletTarget> TargetAsync(Pod pod, string pathAndQuery, CancellationToken cancellationToken)
    {
        var node = (Node)(await operations.Objects.GetAsync(operations.Registry.For<Node>(), "", pod.Spec.NodeName, cancellationToken).ConfigureAwait(false)).Document;
        return new KubeletTarget(new Uri(kubelets.Locate(node), pathAndQuery), kubelets.Invoker);
    }

    private async Task ProxyAsync(HttpContext http, RequestInfo info, Endpoint endpoint, string ns)
    {
        var ct = http.RequestAborted;
        var kind = endpoint.Resource.Singular;
        var name = ProxyName.Parse(kind, info.Name);
        KubeletTarget target;
        switch (kind)
        {
            case "pod":
                var pod = (Pod)(await operations.Objects.GetAsync(endpoint, ns, name.Name, ct).ConfigureAwait(false)).Document;
                target = new KubeletTarget(ProxyLocation.Pod(pod, name), proxies);
                break;
            case "service":
                var service = (Service)(await operations.Objects.GetAsync(endpoint, ns, name.Name, ct).ConfigureAwait(false)).Document;
                var slices = operations.Registry.For<EndpointSlice>().Cache!;
                var ofService = slices.List(slices.PrefixOf(ns)).ToArray().Select(c => (EndpointSlice)c.Document).Where(s => s.Metadata.Labels["kubernetes.io/service-name"] == name.Name);
                target = new KubeletTarget(ProxyLocation.Service(service, ofService, name), proxies);
                break;
            default:
                var node = (Node)(await operations.Objects.GetAsync(endpoint, ns, name.Name, ct).ConfigureAwait(false)).Document;
                var (uri, isKubelet) = ProxyLocation.Node(kubelets.Locate(node), name);
                target = new KubeletTarget(uri, isKubelet ? kubelets.Invoker : proxies);
                break;
        }
        // The word may stand in the object's name too.
        var path = http.Request.Path.Value!;
        var own = $"/{info.Name}/proxy";
        var raw = path[..(path.IndexOf(own, StringComparison.Ordinal) + own.Length)];
        await ProxyHandler.HandleAsync(http, target, raw, ct).ConfigureAwait(false);
    }
}
