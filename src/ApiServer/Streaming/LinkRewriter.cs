using System.Text;

namespace Navarch.ApiServer.Streaming;

/// <summary>
/// Puts the proxy's prefix before links that lead to the proxied server: those with an absolute path, or with a host that is the
/// server's own. Others, and all text outside the attributes that hold links, stay as they are to the byte.
/// </summary>
internal sealed class LinkRewriter(string prefix, IReadOnlyList<string> ownHosts)
{
    private static readonly Dictionary<string, string[]> LinkAttributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["a"] = ["href"], ["applet"] = ["codebase"], ["area"] = ["href"], ["audio"] = ["src"], ["base"] = ["href"], ["blockquote"] = ["cite"],
        ["body"] = ["background"], ["button"] = ["formaction"], ["command"] = ["icon"], ["del"] = ["cite"], ["embed"] = ["src"],
        ["form"] = ["action"], ["frame"] = ["longdesc", "src"], ["head"] = ["profile"], ["html"] = ["manifest"],
        ["iframe"] = ["longdesc", "src"], ["img"] = ["longdesc", "src", "usemap"], ["input"] = ["src", "formaction"], ["ins"] = ["cite"],
        ["link"] = ["href"], ["object"] = ["classid", "codebase", "data", "usemap"], ["q"] = ["cite"], ["script"] = ["src"],
        ["source"] = ["src"], ["video"] = ["poster", "src"],
    };

    /// <summary>A link as it must read behind the proxy.</summary>
    public string RewriteUrl(string url)
    {
        var path = url;
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0 && url.AsSpan(0, scheme).IndexOfAny('/', '?', '#') < 0)
        {
            var hostEnd = url.AsSpan(scheme + 3).IndexOfAny('/', '?', '#');
            var host = hostEnd < 0 ? url[(scheme + 3)..] : url.Substring(scheme + 3, hostEnd);
            if (!ownHosts.Contains(host, StringComparer.OrdinalIgnoreCase))
            {
                return url;
            }
            path = hostEnd < 0 ? "/" : url[(scheme + 3 + hostEnd)..];
        }
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith(prefix, StringComparison.Ordinal)
            ? prefix + path
            : path;
    }

    /// <summary>The page with its links rewritten. Works on bytes as Latin-1, which every encoding of HTML in use agrees with in its tags.</summary>
    public byte[] RewritePage(ReadOnlySpan<byte> page)
    {
        var html = Encoding.Latin1.GetString(page);
        var output = new StringBuilder(html.Length + 256);
        var at = 0;
        while (at < html.Length)
        {
            var tag = html.IndexOf('<', at);
            if (tag < 0)
            {
                break;
            }
            output.Append(html, at, tag - at);
            at = html.AsSpan(tag).StartsWith("<!--", StringComparison.Ordinal)
                ? CopyThrough(html, tag, "-->", output)
                : CopyTag(html, tag, output);
        }
        output.Append(html, at, html.Length - at);
        return Encoding.Latin1.GetBytes(output.ToString());
    }

    private static int CopyThrough(string html, int from, string end, StringBuilder output)
    {
        var at = html.IndexOf(end, from, StringComparison.OrdinalIgnoreCase);
        at = at < 0 ? html.Length : at + end.Length;
        output.Append(html, from, at - from);
        return at;
    }

    private int CopyTag(string html, int from, StringBuilder output)
    {
        var at = from + 1;
        while (at < html.Length && char.IsAsciiLetterOrDigit(html[at]))
        {
            at++;
        }
        var name = html[(from + 1)..at];
        output.Append(html, from, at - from);
        if (name.Length == 0)
        {
            return at;
        }
        var attributes = LinkAttributes.GetValueOrDefault(name, []);
        at = CopyAttributes(html, at, attributes, output);
        // What stands in a script or style is no HTML.
        return name.ToLowerInvariant() is "script" or "style" ? CopyThrough(html, at, $"</{name}", output) : at;
    }

    private int CopyAttributes(string html, int at, string[] links, StringBuilder output)
    {
        while (at < html.Length && html[at] != '>')
        {
            var start = at;
            while (at < html.Length && (char.IsWhiteSpace(html[at]) || html[at] == '/'))
            {
                at++;
            }
            var nameStart = at;
            while (at < html.Length && html[at] is not ('=' or '>' or '/') && !char.IsWhiteSpace(html[at]))
            {
                at++;
            }
            var name = html[nameStart..at];
            while (at < html.Length && char.IsWhiteSpace(html[at]))
            {
                at++;
            }
            if (at >= html.Length || html[at] != '=')
            {
                output.Append(html, start, at - start);
                continue;
            }
            at++;
            while (at < html.Length && char.IsWhiteSpace(html[at]))
            {
                at++;
            }
            output.Append(html, start, at - start);
            at = CopyValue(html, at, links.Contains(name, StringComparer.OrdinalIgnoreCase), output);
        }
        return at;
    }

    private int CopyValue(string html, int at, bool link, StringBuilder output)
    {
        if (at >= html.Length)
        {
            return at;
        }
        var quote = html[at] is '"' or '\'' ? html[at] : '\0';
        if (quote != '\0')
        {
            output.Append(quote);
            at++;
        }
        var end = at;
        while (end < html.Length && (quote != '\0' ? html[end] != quote : html[end] != '>' && !char.IsWhiteSpace(html[end])))
        {
            end++;
        }
        var value = html[at..end];
        output.Append(link ? RewriteUrl(value) : value);
        if (quote != '\0' && end < html.Length)
        {
            output.Append(quote);
            end++;
        }
        return end;
    }
}
