using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.Client;

/// <summary>
/// The API over HTTPS (HTTP/2, JSON). Safe for use by any number of callers; make one for a process. Answers of 429 are tried again as
/// the server asks; a broken connection is an HttpRequestException: try again.
/// </summary>
public sealed class HttpApiClient : IApiClient, IDisposable
{
    private readonly ApiClientConfig _config;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;
    private readonly Lock _tokenLock = new();
    private string? _token;
    private long _tokenReadAt;

    /// <summary>A client of that configuration.</summary>
    public HttpApiClient(ApiClientConfig config, TimeProvider time)
    {
        _config = config;
        _time = time;
        _token = config.Token;
        _http = new HttpClient(MakeHandler(config), disposeHandler: true)
        {
            BaseAddress = config.Server,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd(config.UserAgent);
        _http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
    }

    /// <summary>The connections' settings, for requests that are no resources' (logs, health, upgrades).</summary>
    public static SocketsHttpHandler MakeHandler(ApiClientConfig config)
    {
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = Limits.HttpPingDelay,
            KeepAlivePingTimeout = Limits.HttpPingTimeout,
            ConnectTimeout = Limits.ConnectTimeout,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        var ssl = handler.SslOptions;
        ssl.TargetHost = config.TlsServerName ?? config.Server.Host;
        if (config.ClientCertificate is { } certificate)
        {
            ssl.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate()!;
        }
        if (config.InsecureSkipTlsVerify)
        {
#pragma warning disable CA5359 // What the option is for.
            ssl.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        else if (config.CertificateAuthorities is { } authorities)
        {
            ssl.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            ssl.CertificateChainPolicy.CustomTrustStore.AddRange(authorities);
        }
        return handler;
    }

    /// <inheritdoc/>
    public async Task<DocObject> GetAsync(ResourceInfo resource, string? ns, string name, string? subresource = null, GetOptions? options = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Add("resourceVersion", options?.ResourceVersion);
        return await SendAsync(HttpMethod.Get, resource, resource.PathOf(ns, name, subresource) + query, name, null, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ObjectList> ListAsync(ResourceInfo resource, string? ns, ListOptions? options = null, CancellationToken cancellationToken = default)
    {
        var bytes = await SendBytesAsync(HttpMethod.Get, resource, resource.PathOf(ns) + ListQuery(options), "", null, cancellationToken).ConfigureAwait(false);
        return ApiMediaReader.ReadList(bytes, resource);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ObjectEvent> WatchAsync(ResourceInfo resource, string? ns, ListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = Request(HttpMethod.Get, resource.PathOf(ns) + ListQuery(options).Add("watch", "true"), null);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw await FailureAsync(response, "WATCH", resource, "", cancellationToken).ConfigureAwait(false);
        }
        var reader = PipeReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = read.Buffer;
                while (buffer.PositionOf((byte)'\n') is { } end)
                {
                    var line = buffer.Slice(0, end);
                    if (line.Length > 1)
                    {
                        yield return line.IsSingleSegment ? ApiMediaReader.ReadEvent(line.FirstSpan, resource) : ApiMediaReader.ReadEvent(line.ToArray(), resource);
                    }
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                }
                if (buffer.Length > Limits.LargestWatchEventBytes)
                {
                    throw new DecodeException("a watch event is larger than " + Limits.LargestWatchEventBytes + " bytes");
                }
                reader.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    yield break;
                }
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<DocObject> CreateAsync(ResourceInfo resource, string? ns, DocObject body, string? name = null, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Post, resource, resource.PathOf(ns, subresource is null ? null : name, subresource) + WriteQuery(options), name ?? "", new Body(body), cancellationToken);

    /// <inheritdoc/>
    public Task<DocObject> UpdateAsync(ResourceInfo resource, string? ns, string name, DocObject body, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Put, resource, resource.PathOf(ns, name, subresource) + WriteQuery(options), name, new Body(body), cancellationToken);

    /// <inheritdoc/>
    public Task<DocObject> PatchAsync(ResourceInfo resource, string? ns, string name, Patch patch, string? subresource = null, WriteOptions? options = null, CancellationToken cancellationToken = default)
    {
        var mediaType = patch.Type switch
        {
            PatchType.Json => "application/json-patch+json",
            PatchType.Merge => "application/merge-patch+json",
            PatchType.StrategicMerge => "application/strategic-merge-patch+json",
            _ => "application/apply-patch+yaml",
        };
        var query = WriteQuery(options).Add("force", options is { Force: true } && patch.Type == PatchType.Apply ? "true" : null);
        return SendAsync(HttpMethod.Patch, resource, resource.PathOf(ns, name, subresource) + query, name, new Body(patch.Body, mediaType), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DocObject> DeleteAsync(ResourceInfo resource, string? ns, string name, DeleteOptions? options = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, resource, resource.PathOf(ns, name), name, BodyOf(options), cancellationToken);

    /// <inheritdoc/>
    public Task DeleteCollectionAsync(ResourceInfo resource, string? ns, DeleteOptions? options = null, ListOptions? selection = null, CancellationToken cancellationToken = default) =>
        SendBytesAsync(HttpMethod.Delete, resource, resource.PathOf(ns) + ListQuery(selection), "", BodyOf(options), cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<DocObject> SendAsync(HttpMethod method, ResourceInfo resource, string path, string name, Body? body, CancellationToken cancellationToken)
    {
        var bytes = await SendBytesAsync(method, resource, path, name, body, cancellationToken).ConfigureAwait(false);
        return ApiMediaReader.ReadObject(bytes, resource, body?.Document as DocObject);
    }

    private async Task<byte[]> SendBytesAsync(HttpMethod method, ResourceInfo resource, string path, string name, Body? body, CancellationToken cancellationToken)
    {
        var content = body is null ? null : JsonEncoder.ToBytes(body.Document);
        for (var attempt = 1; ; attempt++)
        {
            using var timeout = new CancellationTokenSource(Limits.RequestTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            using var request = Request(method, path, content is null ? null : new ByteArrayContent(content) { Headers = { ContentType = new MediaTypeHeaderValue(body!.MediaType) } });
            try
            {
                using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
                if (response.IsSuccessStatusCode)
                {
                    return await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
                }
                var failure = await FailureAsync(response, method.Method, resource, name, either.Token).ConfigureAwait(false);
                if (response.StatusCode != HttpStatusCode.TooManyRequests || response.Headers.RetryAfter is null || attempt >= Limits.RequestAttempts)
                {
                    throw failure;
                }
                await Task.Delay(response.Headers.RetryAfter.Delta ?? TimeSpan.FromSeconds(1), _time, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new HttpRequestException(HttpRequestError.Unknown, $"{method} {path}: no answer within {Limits.RequestTimeout.TotalSeconds} s");
            }
        }
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content)
    {
        var request = new HttpRequestMessage(method, new Uri(_config.Server, path)) { Content = content, Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionOrLower };
        if (Token() is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return request;
    }

    private string? Token()
    {
        if (_config.TokenFile is not { } file)
        {
            return _token;
        }
        lock (_tokenLock)
        {
            // Projected tokens are renewed in their file; as upstream, it is read again each minute.
            if (_token is null || _time.GetElapsedTime(_tokenReadAt) > Limits.TokenFileAge)
            {
                _token = File.ReadAllText(file).Trim();
                _tokenReadAt = _time.GetTimestamp();
            }
            return _token;
        }
    }

    private static async Task<ApiException> FailureAsync(HttpResponseMessage response, string verb, ResourceInfo resource, string name, CancellationToken cancellationToken)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var status = ApiMediaReader.ReadStatus(bytes)
            ?? Status.GenericServerResponse((int)response.StatusCode, verb, new ApiMachinery.GroupResource(resource.Group, resource.Plural), name,
                Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 2048))).Trim(), (int)(response.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0), unexpected: true);
        return status.ToException();
    }

    private static Body? BodyOf(DeleteOptions? options)
    {
        if (options is null)
        {
            return null;
        }
        var body = (DeleteOptions)options.DeepClone();
        body.ApiVersion = "v1";
        body.Kind = "DeleteOptions";
        return new Body(body);
    }

    private static Query ListQuery(ListOptions? options) => options is null ? new Query() : new Query()
        .Add("labelSelector", options.LabelSelector)
        .Add("fieldSelector", options.FieldSelector)
        .Add("resourceVersion", options.ResourceVersion)
        .Add("resourceVersionMatch", options.ResourceVersionMatch)
        .Add("limit", options.Limit > 0 ? options.Limit.ToString(System.Globalization.CultureInfo.InvariantCulture) : null)
        .Add("continue", options.Continue)
        .Add("allowWatchBookmarks", options.AllowWatchBookmarks ? "true" : null)
        .Add("sendInitialEvents", options.SendInitialEvents ? "true" : null)
        .Add("timeoutSeconds", options.Timeout is { } timeout ? ((long)timeout.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture) : null);

    private static Query WriteQuery(WriteOptions? options) => options is null ? new Query() : new Query()
        .Add("dryRun", options.DryRun ? "All" : null)
        .Add("fieldManager", options.FieldManager)
        .Add("fieldValidation", options.FieldValidation);

    private sealed record Body(DocNode Document, string MediaType = "application/json");

    private sealed class Query
    {
        private readonly StringBuilder _text = new();

        public Query Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            }
            return this;
        }

        public override string ToString() => _text.ToString();
    }
}
