using Microsoft.AspNetCore.Http;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Http;
using Navarch.ApiServer.OpenApi;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Discovery;

/// <summary>Everything that is not a resource: health, version, discovery, OpenAPI.</summary>
internal sealed class GeneralPaths(Func<bool> isReady, OpenApiDocuments openApi)
{
    private static readonly string[] Checks = ["ping", "log", "etcd", "poststarthook/rbac/bootstrap-roles"];

    /// <summary>True for what needs no authorization.</summary>
    public bool IsPublic(RequestInfo info) => info.Verb is "get" or "head"
        && (info.Path is "/healthz" or "/livez" or "/readyz" or "/version" or "/version/"
            || info.Path.StartsWith("/livez/", StringComparison.Ordinal) || info.Path.StartsWith("/readyz/", StringComparison.Ordinal) || info.Path.StartsWith("/healthz/", StringComparison.Ordinal));

    /// <summary>Answers a request.</summary>
    public async Task HandleAsync(HttpContext http, RequestInfo info, ResourceRegistry registry)
    {
        var parts = info.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        switch (parts)
        {
            case ["healthz" or "livez" or "readyz", .. var check]:
                await HealthAsync(http, parts[0], string.Join('/', check)).ConfigureAwait(false);
                return;
            case ["version"]:
                await ResponseWriter.DocumentAsync(http, 200, Version(), new Answer(AnswerForm.Object, false, true)).ConfigureAwait(false);
                return;
            case ["api"]:
                await DiscoveryAsync(http, DiscoveryDocuments.ApiVersions(http.Request.Host.Value ?? ""), registry, true).ConfigureAwait(false);
                return;
            case ["apis"]:
                await DiscoveryAsync(http, DiscoveryDocuments.GroupList(registry), registry, false).ConfigureAwait(false);
                return;
            case ["apis", var group] when DiscoveryDocuments.Group(registry, group) is { } document:
                await ResponseWriter.DocumentAsync(http, 200, document, Answer.Negotiate(http.Request)).ConfigureAwait(false);
                return;
            case ["api", var version] when DiscoveryDocuments.ResourceList(registry, "", version) is { } document:
                await ResponseWriter.DocumentAsync(http, 200, document, Answer.Negotiate(http.Request)).ConfigureAwait(false);
                return;
            case ["apis", var group, var version] when DiscoveryDocuments.ResourceList(registry, group, version) is { } document:
                await ResponseWriter.DocumentAsync(http, 200, document, Answer.Negotiate(http.Request)).ConfigureAwait(false);
                return;
            case ["openapi", "v3"]:
                await ResponseWriter.DocumentAsync(http, 200, openApi.Index(registry)).ConfigureAwait(false);
                return;
            case ["openapi", "v3", .. var path] when openApi.Find(registry, string.Join('/', path)) is { } bytes:
                await ResponseWriter.JsonAsync(http, 200, bytes).ConfigureAwait(false);
                return;
            case []:
                await ResponseWriter.DocumentAsync(http, 200, Paths(registry), Answer.Negotiate(http.Request)).ConfigureAwait(false);
                return;
            default:
                await ResponseWriter.TextAsync(http, 404, "404 page not found\n", "text/plain; charset=utf-8").ConfigureAwait(false);
                return;
        }
    }

    private static Task DiscoveryAsync(HttpContext http, DocMap legacy, ResourceRegistry registry, bool core)
    {
        foreach (var range in http.Request.Headers.Accept.ToString().Split(','))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            if (parts[0] is not ("application/json" or "*/*" or ""))
            {
                continue;
            }
            if (Answer.Parameter(parts, "as") == "APIGroupDiscoveryList" && Answer.Parameter(parts, "v") == "v2")
            {
                return AggregatedAsync(http, registry, core);
            }
            if (Answer.Parameter(parts, "as") is null)
            {
                break;
            }
        }
        return ResponseWriter.DocumentAsync(http, 200, legacy, Answer.Negotiate(http.Request));
    }

    private static async Task AggregatedAsync(HttpContext http, ResourceRegistry registry, bool core)
    {
        var bytes = ApiOperations.ToJson(DiscoveryDocuments.Aggregated(registry, core));
        http.Response.StatusCode = 200;
        http.Response.Headers.CacheControl = "public";
        http.Response.Headers.Vary = "Accept";
        http.Response.Headers.ETag = "\"" + Convert.ToHexString(System.Security.Cryptography.SHA512.HashData(bytes)) + "\"";
        http.Response.ContentType = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes).ConfigureAwait(false);
    }

    private async Task HealthAsync(HttpContext http, string kind, string check)
    {
        var ready = kind != "readyz" || isReady();
        if (check.Length > 0)
        {
            await ResponseWriter.TextAsync(http, Checks.Contains(check) ? ready ? 200 : 500 : 404, Checks.Contains(check) ? ready ? "ok" : "not ready" : "404 page not found\n").ConfigureAwait(false);
            return;
        }
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (http.Request.Query.ContainsKey("verbose") || !ready)
        {
            var lines = string.Concat(Checks.Select(c => $"[+]{c} ok\n"));
            await ResponseWriter.TextAsync(http, ready ? 200 : 500, lines + (ready ? $"{kind} check passed\n" : $"[-]startup failed: reason withheld\n{kind} check failed\n")).ConfigureAwait(false);
            return;
        }
        await ResponseWriter.TextAsync(http, 200, "ok").ConfigureAwait(false);
    }

    private static DocMap Paths(ResourceRegistry registry)
    {
        var paths = new SortedSet<string>(StringComparer.Ordinal) { "/.well-known/openid-configuration", "/api", "/api/v1", "/apis", "/healthz", "/livez", "/openapi/v3", "/openid/v1/jwks", "/readyz", "/version" };
        foreach (var (group, versions) in DiscoveryDocuments.Groups(registry).Where(g => g.Group.Length > 0))
        {
            paths.Add("/apis/" + group);
            foreach (var version in versions)
            {
                paths.Add($"/apis/{group}/{version}");
            }
        }
        var list = new DocList(TypeSchema.Any);
        foreach (var path in paths)
        {
            list.Add(path);
        }
        var map = new DocMap(TypeSchema.Any);
        map["paths"] = list;
        return map;
    }

    private static DocMap Version()
    {
        var map = new DocMap(TypeSchema.Any);
        map["major"] = "1";
        map["minor"] = "36";
        map["emulationMajor"] = "1";
        map["emulationMinor"] = "36";
        map["minCompatibilityMajor"] = "1";
        map["minCompatibilityMinor"] = "35";
        map["gitVersion"] = "v1.36.2";
        map["gitCommit"] = "";
        map["gitTreeState"] = "clean";
        map["buildDate"] = "1970-01-01T00:00:00Z";
        map["goVersion"] = "go1.26";
        map["compiler"] = "dotnet";
        map["platform"] = "linux/amd64";
        return map;
    }
}
