using Navarch.Dns.Forwarding;
using Navarch.Dns.Wire;
using Navarch.Dns.Zones;

namespace Navarch.Dns.Server;

/// <summary>
/// A query's bytes to its answer's. The cluster's names are answered at once, from memory; other names wait for the forwarder.
/// What isn't a query gets no answer at all.
/// </summary>
public sealed class Responder(ClusterZone zone, ReverseZone reverse, ServiceIndex index, Forwarder forwarder)
{
    // IANA's extended error codes: 14 not ready, 20 not authoritative, 22 no reachable authority.
    private static readonly (int Code, string Text) _notReady = (14, "the list of Services isn't loaded yet");
    private static readonly (int Code, string Text) _noUpstream = (20, "not a name of the cluster, and no resolver is configured to ask");
    private static readonly (int Code, string Text) _noAnswer = (22, "the node's resolvers gave no answer");

    /// <summary>The answer, or null for what deserves none. Completes synchronously for the cluster's names.</summary>
    public ValueTask<byte[]?> AnswerAsync(ReadOnlySpan<byte> bytes, bool tcp)
    {
        if (!DnsMessage.TryParse(bytes, out var query))
        {
            return new(bytes.Length >= DnsMessage.HeaderBytes && (bytes[2] & 0x80) == 0
                ? new DnsMessage { Id = (ushort)((bytes[0] << 8) | bytes[1]), IsResponse = true, Code = ResponseCode.FormErr }.Encode()
                : null);
        }
        if (query.IsResponse)
        {
            return new((byte[]?)null);
        }
        var limit = tcp ? Limits.TcpMessageBytes
            : Math.Clamp(query.Edns?.UdpPayloadBytes ?? Limits.PlainUdpBytes, Limits.PlainUdpBytes, Limits.EdnsUdpBytes);
        if (Malformed(query) is { } code)
        {
            return new(Reply(query, code).Encode(limit));
        }

        try
        {
            return AnswerQuestion(query, limit);
        }
        catch (ArgumentException)
        {
            // A name in an object that no message can carry: that one answer fails, the server doesn't.
            return new(Reply(query, ResponseCode.ServFail).Encode(limit));
        }
    }

    private ValueTask<byte[]?> AnswerQuestion(DnsMessage query, int limit)
    {
        var question = query.Questions[0];
        var inZone = DnsName.IsWithin(question.Name, zone.Origin);
        if (inZone && !index.Synced)
        {
            return new(Reply(query, ResponseCode.ServFail, _notReady).Encode(limit));
        }
        var answer = inZone ? zone.Answer(question) : reverse.Answer(question);
        if (answer is null && !forwarder.Enabled && ReverseZone.IsPrivate(question.Name))
        {
            answer = ZoneAnswer.NXDomain;
        }
        if (answer is null)
        {
            return forwarder.Enabled
                ? new(ForwardAsync(query, limit))
                : new(Reply(query, ResponseCode.Refused, _noUpstream).Encode(limit));
        }
        return answer.Continue is not null && forwarder.Enabled
            ? new(FollowAsync(query, answer, limit))
            : new(Own(query, answer).Encode(limit));
    }

    private static ResponseCode? Malformed(DnsMessage query) =>
        query.Opcode != 0 ? ResponseCode.NotImp
        : query.Edns is { Version: > 0 } ? ResponseCode.BadVers
        : query.Questions.Count != 1 ? ResponseCode.FormErr
        : query.Questions[0].Class != 1 ? ResponseCode.Refused
        : null;

    private async Task<byte[]?> ForwardAsync(DnsMessage query, int limit)
    {
        var answer = await forwarder.AskAsync(query.Questions[0]);
        return (answer is null ? Reply(query, ResponseCode.ServFail, _noAnswer) : Relay(query, answer, [])).Encode(limit);
    }

    private async Task<byte[]?> FollowAsync(DnsMessage query, ZoneAnswer alias, int limit)
    {
        var answer = await forwarder.AskAsync(query.Questions[0] with { Name = alias.Continue! });
        return (answer is null ? Own(query, alias) : Relay(query, answer, alias.Answers)).Encode(limit);
    }

    private DnsMessage Own(DnsMessage query, ZoneAnswer answer) => new()
    {
        Id = query.Id,
        IsResponse = true,
        Authoritative = true,
        RecursionDesired = query.RecursionDesired,
        RecursionAvailable = forwarder.Enabled,
        CheckingDisabled = query.CheckingDisabled,
        Code = answer.Code,
        Questions = query.Questions,
        Answers = Rotated(answer.Answers, query.Id),
        Authorities = answer.Answers.Count == 0 ? [zone.Soa] : [],
        Additionals = answer.Additionals,
        Edns = OwnEdns(query),
    };

    // Many clients take the first address only; the query's id, which is random, spreads them over a headless service's pods.
    private static IReadOnlyList<DnsRecord> Rotated(IReadOnlyList<DnsRecord> answers, ushort id)
    {
        if (answers.Count < 2 || answers.Any(answer => answer.Data is not AddressData))
        {
            return answers;
        }
        var first = id % answers.Count;
        return [.. answers.Skip(first), .. answers.Take(first)];
    }

    private DnsMessage Reply(DnsMessage query, ResponseCode code, (int Code, string Text)? why = null) => new()
    {
        Id = query.Id,
        IsResponse = true,
        Opcode = query.Opcode,
        RecursionDesired = query.RecursionDesired,
        RecursionAvailable = forwarder.Enabled,
        Code = code,
        Questions = query.Questions,
        Edns = OwnEdns(query, why),
    };

    private static DnsMessage Relay(DnsMessage query, DnsMessage answer, IReadOnlyList<DnsRecord> before) => new()
    {
        Id = query.Id,
        IsResponse = true,
        RecursionDesired = query.RecursionDesired,
        RecursionAvailable = true,
        CheckingDisabled = query.CheckingDisabled,
        Code = answer.Code,
        Questions = query.Questions,
        Answers = [.. before, .. answer.Answers],
        Authorities = answer.Authorities,
        Additionals = answer.Additionals,
        Edns = OwnEdns(query),
    };

    private static Edns? OwnEdns(DnsMessage query, (int Code, string Text)? why = null) =>
        query.Edns is null ? null : new Edns(Limits.EdnsUdpBytes, query.Edns.DnssecOk, 0, why?.Code, why?.Text);
}
