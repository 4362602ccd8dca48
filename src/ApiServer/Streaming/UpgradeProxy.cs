using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Errors;
using Navarch.Client.Streaming;

namespace Navarch.ApiServer.Streaming;

/// <summary>
/// Passes a switch of protocols through to the kubelet byte for byte: SPDY/3.1 from clients before 1.30, and WebSockets of the versions
/// that container runtimes serve themselves.
/// </summary>
public static class UpgradeProxy
{
    /// <summary>Returns when the session is over.</summary>
    /// <exception cref="ApiException">The request asks for no switch, or the kubelet can't be reached; nothing was written.</exception>
    public static async Task HandleAsync(HttpContext context, KubeletTarget target, CancellationToken ct)
    {
        if (!HttpForwarder.IsUpgrade(context))
        {
            throw Status.BadRequest("Upgrade request required").ToException();
        }
        try
        {
            await HttpForwarder.ForwardAsync(context, target.Invoker, target.Uri, ForwardOptions.Default, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(Status.Unknown($"error dialing backend: {DialError.Describe(e, target.Uri)}"), e);
        }
    }
}
