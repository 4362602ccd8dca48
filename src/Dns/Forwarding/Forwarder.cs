using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Navarch.Client;
using Navarch.Dns.Wire;

namespace Navarch.Dns.Forwarding;

/// <summary>
/// Asks the node's own resolvers for names that aren't the cluster's. Each question goes out from a socket of its own (a random
/// port and a random id, so that answers can't be guessed), to the resolvers in order, over UDP and, when the answer is cut,
/// over TCP. The same question asked again while it's out waits for the first one's answer: so a resolver that sends our
/// questions back to us gets no second question, and the loop ends at the first one's time-out.
/// </summary>
public sealed class Forwarder : IDisposable
{
    private readonly ImmutableArray<IPEndPoint> _upstreams;
    private readonly string? _networkNamespace;
    private readonly TimeProvider _time;
    private readonly AnswerCache _cache;
    private readonly SemaphoreSlim _slots = new(Limits.ForwardsInFlight);
    private readonly ConcurrentDictionary<DnsQuestion, Lazy<Task<DnsMessage?>>> _out = new();

    public Forwarder(ImmutableArray<IPEndPoint> upstreams, string? networkNamespace, TimeProvider time)
    {
        _upstreams = upstreams;
        _networkNamespace = networkNamespace;
        _time = time;
        _cache = new AnswerCache(time);
    }

    /// <summary>False when there's nobody to ask.</summary>
    public bool Enabled => _upstreams.Length > 0;

    /// <summary>The answer, from the cache or from a resolver; null when none gave one in time.</summary>
    public async Task<DnsMessage?> AskAsync(DnsQuestion question)
    {
        var key = question with { Name = question.Name.ToLowerInvariant() };
        if (_cache.Find(key) is { } cached)
        {
            return cached;
        }
        var asked = _out.GetOrAdd(key, static (key, self) => new Lazy<Task<DnsMessage?>>(() => self.AskUpstreamsAsync(key)), this);
        try
        {
            return await asked.Value;
        }
        finally
        {
            _out.TryRemove(new KeyValuePair<DnsQuestion, Lazy<Task<DnsMessage?>>>(key, asked));
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<DnsMessage?> AskUpstreamsAsync(DnsQuestion question)
    {
        if (!await _slots.WaitAsync(TimeSpan.Zero))
        {
            return null;
        }
        try
        {
            DnsMessage? last = null;
            foreach (var upstream in _upstreams)
            {
                try
                {
                    using var timeout = new CancellationTokenSource(Limits.ForwardTimeout, _time);
                    var answer = await AskUdpAsync(question, upstream, timeout.Token);
                    if (answer.Truncated)
                    {
                        answer = await AskTcpAsync(question, upstream, timeout.Token);
                    }
                    if (answer.Code is ResponseCode.NoError or ResponseCode.NXDomain)
                    {
                        _cache.Store(question, answer);
                        return answer;
                    }
                    last = answer;
                }
                catch (Exception e) when (e is SocketException or OperationCanceledException or IOException)
                {
                    // The next one may be there.
                }
            }
            return last;
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task<DnsMessage> AskUdpAsync(DnsQuestion question, IPEndPoint upstream, CancellationToken ct)
    {
        using var socket = NetworkNamespace.Run(_networkNamespace, () => new Socket(upstream.AddressFamily, SocketType.Dgram, ProtocolType.Udp));
        await socket.ConnectAsync(upstream, ct);
        var query = Query(question);
        await socket.SendAsync(query.Encode(), ct);
        var buffer = new byte[Limits.TcpMessageBytes];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, ct);
            if (DnsMessage.TryParse(buffer.AsSpan(0, length), out var answer) && Answers(answer, query))
            {
                return answer;
            }
        }
    }

    private async Task<DnsMessage> AskTcpAsync(DnsQuestion question, IPEndPoint upstream, CancellationToken ct)
    {
        using var socket = NetworkNamespace.Run(_networkNamespace, () => new Socket(upstream.AddressFamily, SocketType.Stream, ProtocolType.Tcp));
        await socket.ConnectAsync(upstream, ct);
        await using var stream = new NetworkStream(socket);
        var query = Query(question);
        await TcpFraming.WriteAsync(stream, query.Encode(), ct);
        var bytes = await TcpFraming.ReadAsync(stream, ct);
        return bytes is not null && DnsMessage.TryParse(bytes, out var answer) && Answers(answer, query)
            ? answer
            : throw new IOException("no answer to the question");
    }

    private static DnsMessage Query(DnsQuestion question) => new()
    {
        Id = (ushort)RandomNumberGenerator.GetInt32(0x10000),
        RecursionDesired = true,
        Questions = [question],
        Edns = new Edns(Limits.EdnsUdpBytes),
    };

    private static bool Answers(DnsMessage answer, DnsMessage query) =>
        answer.IsResponse
        && answer.Id == query.Id
        && answer.Questions.Count == 1
        && answer.Questions[0].Type == query.Questions[0].Type
        && string.Equals(answer.Questions[0].Name, query.Questions[0].Name, StringComparison.OrdinalIgnoreCase);
}
