using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using Google.Protobuf;

namespace Navarch.Kubelet.Cri;

/// <summary>
/// Speaks gRPC (https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md) to a unix socket: HTTP/2 with prior knowledge, one
/// connection, unary calls and server streams. It connects on first use and again after the server went away.
/// </summary>
internal sealed class GrpcConnection : IDisposable
{
    private const int FrameHeaderSize = 5;
    private static readonly MediaTypeHeaderValue Grpc = new("application/grpc");
    private readonly HttpMessageInvoker invoker;
    private readonly TimeProvider time;
    private readonly string target;

    /// <summary>To the server that listens on a unix socket.</summary>
    public GrpcConnection(string socketPath, TimeProvider time) : this(socketPath, ct => ConnectAsync(socketPath, ct), time)
    {
    }

    /// <summary>To the server that <paramref name="connect"/> reaches; <paramref name="target"/> is its name in errors.</summary>
    public GrpcConnection(string target, Func<CancellationToken, ValueTask<Stream>> connect, TimeProvider time)
    {
        this.time = time;
        this.target = target;
        invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = (_, ct) => connect(ct),
            UseProxy = false,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            InitialHttp2StreamWindowSize = Limits.GrpcStreamWindowBytes,
            EnableMultipleHttp2Connections = true,
        });
    }

    /// <summary>One request, one answer, within <paramref name="timeout"/>.</summary>
    public async Task<TResponse> CallAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, TimeSpan timeout, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await SendAsync(method, request, timeout, linked.Token);
            await using var body = await response.Content.ReadAsStreamAsync(linked.Token);
            var message = await ReadFrameAsync(body, parser, linked.Token);
            // The trailers with the status stand behind the last frame.
            if (message is not null && await ReadFrameAsync(body, parser, linked.Token) is not null)
            {
                throw new RpcException(RpcCode.Internal, $"{method} answered more than one message");
            }

            ThrowUnlessOk(response.TrailingHeaders);
            return message ?? throw new RpcException(RpcCode.Internal, $"{method} answered no message");
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(RpcCode.DeadlineExceeded, "context deadline exceeded");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw Unreachable(e);
        }
    }

    /// <summary>One request, any number of answers until the server or the token ends it.</summary>
    public async IAsyncEnumerable<TResponse> StreamAsync<TResponse>(
        string method, IMessage request, MessageParser<TResponse> parser, [EnumeratorCancellation] CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        HttpResponseMessage response;
        try
        {
            response = await SendAsync(method, request, null, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            throw Unreachable(e);
        }

        using (response)
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            while (true)
            {
                TResponse? message;
                try
                {
                    message = await ReadFrameAsync(body, parser, cancellationToken);
                }
                catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
                {
                    throw Unreachable(e);
                }

                if (message is null)
                {
                    ThrowUnlessOk(response.TrailingHeaders);
                    yield break;
                }

                yield return message;
            }
        }
    }

    public void Dispose() => invoker.Dispose();

    private static async ValueTask<Stream> ConnectAsync(string socketPath, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<HttpResponseMessage> SendAsync(string method, IMessage message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        var size = message.CalculateSize();
        var frame = new byte[FrameHeaderSize + size];
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(1), (uint)size);
        message.WriteTo(frame.AsSpan(FrameHeaderSize));

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("http://localhost/" + method))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(frame) { Headers = { ContentType = Grpc } },
        };
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        if (timeout is { } t)
        {
            request.Headers.Add("grpc-timeout", ((long)t.TotalMilliseconds).ToString(CultureInfo.InvariantCulture) + "m");
        }

        var response = await invoker.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            var status = (int)response.StatusCode;
            response.Dispose();
            throw new RpcException(RpcCode.Internal, $"the runtime answered HTTP {status}");
        }

        try
        {
            // An error without a message comes as headers alone ("Trailers-Only").
            ThrowUnlessOk(response.Headers);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static async Task<TResponse?> ReadFrameAsync<TResponse>(Stream body, MessageParser<TResponse> parser, CancellationToken cancellationToken)
        where TResponse : IMessage<TResponse>
    {
        var header = new byte[FrameHeaderSize];
        var read = await body.ReadAtLeastAsync(header, FrameHeaderSize, throwOnEndOfStream: false, cancellationToken);
        if (read == 0)
        {
            return default;
        }

        var size = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (read < FrameHeaderSize || header[0] != 0 || size > Limits.GrpcMessageBytes)
        {
            throw new RpcException(RpcCode.Internal, $"bad gRPC frame of {size} bytes from the runtime");
        }

        var buffer = new byte[size];
        await body.ReadExactlyAsync(buffer, cancellationToken);
        return parser.ParseFrom(buffer);
    }

    private static void ThrowUnlessOk(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("grpc-status", out var values) ||
            !int.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code == 0)
        {
            return;
        }

        var detail = headers.TryGetValues("grpc-message", out var messages) ? Uri.UnescapeDataString(string.Join(", ", messages)) : "";
        throw new RpcException((RpcCode)code, detail);
    }

    private RpcException Unreachable(Exception e) =>
        new(RpcCode.Unavailable, $"connection error: {target}: {e.GetBaseException().Message}", e);
}
