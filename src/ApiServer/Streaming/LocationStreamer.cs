using System.Net;
using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Errors;
using Navarch.Client.Streaming;

namespace Navarch.ApiServer.Streaming;

/// <summary>pods/log: streams what the kubelet answers as plain text, and turns its refusals into Status errors.</summary>
public static class LocationStreamer
{
    /// <summary>Returns when the log has ended (a followed one: when the container or the client does).</summary>
    /// <param name="target">Null for a pod that has no node: its log is empty.</param>
    /// <exception cref="ApiException">The kubelet refused or can't be reached; nothing was written.</exception>
    public static async Task HandleAsync(HttpContext context, KubeletTarget? target, GroupResource resource, string name, CancellationToken ct)
    {
        if (target is null)
        {
            context.Response.ContentType = "text/plain";
            return;
        }
        var options = new ForwardOptions
        {
            // The client's accepted types are about the error, not about the log.
            Request = request => request.Headers.Remove("Accept"),
            Response = async (response, token) =>
            {
                await ThrowIfRefusedAsync(response, resource, name, token);
                response.Content.Headers.ContentType = new("text/plain");
                return false;
            },
        };
        try
        {
            await HttpForwarder.ForwardAsync(context, target.Invoker, target.Uri, options, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(Status.Unknown($"Get \"{target.Uri}\": {DialError.Describe(e, target.Uri)}"), e);
        }
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage response, GroupResource resource, string name, CancellationToken ct)
    {
        if (response.StatusCode is >= HttpStatusCode.OK and <= HttpStatusCode.PartialContent)
        {
            return;
        }
        var body = await SpdyUpgrade.ReadErrorAsync(response, ct);
        throw (response.StatusCode switch
        {
            HttpStatusCode.InternalServerError => Status.InternalError(body),
            HttpStatusCode.BadRequest => Status.BadRequest(body),
            var code => Status.GenericServerResponse((int)code, "", resource, name, body, 0, unexpected: false),
        }).ToException();
    }
}
