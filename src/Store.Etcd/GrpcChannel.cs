using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;

namespace Navarch.Store.Etcd;

/// <summary>
/// gRPC over HTTP/2 (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md) to one of several servers: unary calls and
/// streams both ways. It stays with a server until that fails, then goes on to the next.
/// </summary>
internal sealed class GrpcChannel : IDisposable
{
    private readonly EtcdStoreOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private int _server;

    public GrpcChannel(EtcdStoreOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            InitialHttp2StreamWindowSize = Limits.StreamWindowBytes,
            KeepAlivePingDelay = Limits.PingPeriod,
            KeepAlivePingTimeout = Limits.PingPeriod,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            ConnectTimeout = options.RequestTimeout / 2,
            UseProxy = false,
            SslOptions = Tls(options),
        });
    }

    public int ServerCount => _options.Servers.Count;

    /// <summary>The next call goes to the next server, if this one is still the current one.</summary>
    public void Leave(int server) => Interlocked.CompareExchange(ref _server, (server + 1) % _options.Servers.Count, server);

    /// <summary>One call to the current server.</summary>
    public async Task<TResponse> CallAsync<TResponse>(string method, IMessage request, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        int server = Volatile.Read(ref _server);
        using CancellationTokenSource timeout = new(_options.RequestTimeout, _time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using HttpRequestMessage message = Request(server, method, new ByteArrayContent(Frame(request)));
            using HttpResponseMessage response = await _http.SendAsync(message, either.Token).ConfigureAwait(false);
            Check(response, response.Headers);
            Stream body = await response.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false);
            TResponse? answer = await ReadAsync(body, parser, either.Token).ConfigureAwait(false);
            if (answer is not null)
            {
                // The status stands after the message.
                await ReadAsync(body, parser, either.Token).ConfigureAwait(false);
            }

            Check(response, response.TrailingHeaders);
            return answer ?? throw new RpcException(RpcCode.Internal, $"{method} answered nothing");
        }
        catch (RpcException error)
        {
            if (error.IsTransient)
            {
                Leave(server);
            }

            throw;
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Leave(server);
            throw Lost(server, error);
        }
    }

    /// <summary>Opens a stream to the current server. The content writes the requests.</summary>
    public async Task<(HttpResponseMessage Response, Stream Body)> OpenAsync(string method, HttpContent content, CancellationToken cancellationToken)
    {
        int server = Volatile.Read(ref _server);
        try
        {
            // Not disposed: that would end the content, which goes on after the answer has begun.
            HttpRequestMessage message = Request(server, method, content);
            HttpResponseMessage response = await _http.SendAsync(message, cancellationToken).ConfigureAwait(false);
            Check(response, response.Headers);
            return (response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is HttpRequestException or IOException or RpcException)
        {
            Leave(server);
            throw error as RpcException ?? Lost(server, error);
        }
    }

    /// <summary>The next message, or null at the end.</summary>
    public static async ValueTask<TMessage?> ReadAsync<TMessage>(Stream body, MessageParser<TMessage> parser, CancellationToken cancellationToken)
        where TMessage : IMessage<TMessage>
    {
        byte[] header = new byte[5];
        int read = await body.ReadAtLeastAsync(header, 5, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read == 0)
        {
            return default;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (read < 5 || header[0] != 0 || length > Limits.MaxMessageBytes)
        {
            throw new RpcException(RpcCode.Internal, $"a message's header is wrong (compression {header[0]}, {length} bytes)");
        }

        byte[] message = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            await body.ReadExactlyAsync(message.AsMemory(0, (int)length), cancellationToken).ConfigureAwait(false);
            return parser.ParseFrom(message, 0, (int)length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }

    public static byte[] Frame(IMessage message)
    {
        int size = message.CalculateSize();
        byte[] frame = new byte[5 + size];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)size);
        message.WriteTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>Throws what grpc-status says, if it is there and not 0.</summary>
    public static void Check(HttpResponseMessage response, HttpHeaders headers)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new RpcException(RpcCode.Unavailable, $"HTTP {(int)response.StatusCode}");
        }

        if (headers.TryGetValues("grpc-status", out IEnumerable<string>? values)
            && int.TryParse(values.First(), CultureInfo.InvariantCulture, out int code) && code != 0)
        {
            string text = headers.TryGetValues("grpc-message", out IEnumerable<string>? messages) ? Uri.UnescapeDataString(messages.First()) : "";
            throw new RpcException((RpcCode)code, text);
        }
    }

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(int server, string method, HttpContent content)
    {
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        HttpRequestMessage message = new(HttpMethod.Post, new Uri(_options.Servers[server], method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return message;
    }

    private RpcException Lost(int server, Exception error)
    {
        bool notSent = error is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
        string reason = error is OperationCanceledException ? $"no answer within {_options.RequestTimeout.TotalSeconds} s" : error.Message;
        return new RpcException(RpcCode.Unavailable, $"{_options.Servers[server]}: {reason}", notSent, error);
    }

    private static SslClientAuthenticationOptions Tls(EtcdStoreOptions options)
    {
        SslClientAuthenticationOptions tls = new();
        if (options.CertFile is not null)
        {
            tls.ClientCertificates = [X509Certificate2.CreateFromPemFile(options.CertFile, options.KeyFile ?? options.CertFile)];
        }

        if (options.CaFile is not null)
        {
            X509Certificate2Collection roots = [];
            roots.ImportFromPemFile(options.CaFile);
            X509ChainPolicy policy = new()
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            policy.CustomTrustStore.AddRange(roots);
            tls.CertificateChainPolicy = policy;
        }

        return tls;
    }
}
