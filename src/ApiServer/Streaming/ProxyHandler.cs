using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Navarch.ApiMachinery.Errors;
using Navarch.Client.Streaming;

namespace Navarch.ApiServer.Streaming;

/// <summary>
/// The proxy subresource of pods, services and nodes: any request, switches of protocol too, goes on to the target. Redirects and links
/// in HTML pages are rewritten, so that a browser that follows them stays behind the proxy.
/// </summary>
public static class ProxyHandler
{
    private static readonly string[] CorsHeaders =
    [
        "Access-Control-Allow-Credentials", "Access-Control-Allow-Headers", "Access-Control-Allow-Methods", "Access-Control-Allow-Origin",
    ];

    /// <summary>Returns when the exchange is over.</summary>
    /// <param name="target">The base URL, without path.</param>
    /// <param name="prefix">The request's path up to and with the word proxy; what follows goes to the target.</param>
    /// <exception cref="ApiException">The target can't be reached; nothing was written.</exception>
    public static async Task HandleAsync(HttpContext context, KubeletTarget target, string prefix, CancellationToken ct)
    {
        var path = PathAfter(context, prefix);
        var query = context.Request.QueryString.Value ?? "";
        var method = context.Request.Method;
        if (path.Length == 0 && !HttpForwarder.IsUpgrade(context) && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method)))
        {
            // Relative links only work below a path that ends in a slash.
            context.Response.StatusCode = StatusCodes.Status301MovedPermanently;
            context.Response.Headers.Location = prefix + "/" + query;
            return;
        }
        // The target gets the path as the client wrote it: dots and escapes are its own business.
        var destination = new Uri(
            target.Uri.GetLeftPart(UriPartial.Authority) + (path.Length == 0 ? "/" : path) + query,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var links = new LinkRewriter(prefix, [target.Uri.Authority, context.Request.Host.Value ?? ""]);
        var options = new ForwardOptions
        {
            Request = request =>
            {
                // Pages must come readable to be rewritten.
                request.Headers.Remove("Accept-Encoding");
                request.Headers.Remove("X-Forwarded-Uri");
                request.Headers.TryAddWithoutValidation("X-Forwarded-Uri", prefix + path);
            },
            Response = async (response, token) =>
            {
                await RewriteAsync(response, links, token);
                return false;
            },
        };
        try
        {
            await HttpForwarder.ForwardAsync(context, target.Invoker, destination, options, ct);
        }
        catch (HttpRequestException e)
        {
            throw new ApiException(Status.ServiceUnavailable($"error trying to reach service: {DialError.Describe(e, destination)}"), e);
        }
    }

    private static string PathAfter(HttpContext context, string prefix)
    {
        var raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var end = raw.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? raw : raw[..end];
        var at = -1;
        for (var slashes = prefix.Count(c => c == '/') + 1; slashes > 0; slashes--)
        {
            at = path.IndexOf('/', at + 1);
            if (at < 0)
            {
                return "";
            }
        }
        return path[at..];
    }

    private static async Task RewriteAsync(HttpResponseMessage response, LinkRewriter links, CancellationToken ct)
    {
        foreach (var header in CorsHeaders)
        {
            response.Headers.Remove(header);
        }
        if (response.Headers.TryGetValues("Location", out var locations) && locations.FirstOrDefault() is { } location)
        {
            response.Headers.Remove("Location");
            response.Headers.TryAddWithoutValidation("Location", links.RewriteUrl(location));
        }
        else if (response.RequestMessage?.Method != HttpMethod.Head && IsPlainHtml(response.Content.Headers)
            && !(response.Content.Headers.ContentLength > Limits.RewrittenPageBytes))
        {
            var headers = response.Content.Headers;
            var body = await response.Content.ReadAsStreamAsync(ct);
            var page = await ReadPageAsync(body, ct);
            response.Content = page.Length <= Limits.RewrittenPageBytes
                ? new ByteArrayContent(links.RewritePage(page))
                : new StreamContent(new PrefixedStream(page, body));
            foreach (var (name, values) in headers.NonValidated)
            {
                if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
                {
                    response.Content.Headers.TryAddWithoutValidation(name, values);
                }
            }
        }
    }

    /// <summary>The whole body, or a little more of it than may be rewritten.</summary>
    private static async Task<byte[]> ReadPageAsync(Stream body, CancellationToken ct)
    {
        using var page = new MemoryStream();
        var buffer = new byte[Limits.CopyBufferBytes];
        for (int count; page.Length <= Limits.RewrittenPageBytes && (count = await body.ReadAsync(buffer.AsMemory(), ct)) > 0;)
        {
            page.Write(buffer, 0, count);
        }
        return page.ToArray();
    }

    private static bool IsPlainHtml(HttpContentHeaders headers) =>
        string.Equals(headers.ContentType?.MediaType, "text/html", StringComparison.OrdinalIgnoreCase) && headers.ContentEncoding.Count == 0;
}
