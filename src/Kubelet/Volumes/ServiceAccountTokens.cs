using System.Collections.Concurrent;
using Navarch.Api.Authentication.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client;

namespace Navarch.Kubelet.Volumes;

/// <summary>
/// Tokens of service accounts, bound to a pod and asked of the API server (TokenRequest). A token is renewed when four fifths of its
/// life, or a day, have passed; pods find the new one in their volume.
/// </summary>
internal sealed class ServiceAccountTokens(IApiClient client, TimeProvider time)
{
    private const long DefaultSeconds = 3600;
    private static readonly TimeSpan LongestUse = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<(string PodUid, string Audience, long Seconds), (string Token, DateTimeOffset RenewAt)> tokens = new();

    /// <summary>When the first token of a pod is due for renewal, or null when it has none.</summary>
    public DateTimeOffset? RenewAt(string podUid)
    {
        DateTimeOffset? first = null;
        foreach (var (key, value) in tokens)
        {
            if (key.PodUid == podUid && (first is null || value.RenewAt < first))
            {
                first = value.RenewAt;
            }
        }

        return first;
    }

    public void Forget(string podUid)
    {
        foreach (var key in tokens.Keys.Where(k => k.PodUid == podUid))
        {
            tokens.TryRemove(key, out _);
        }
    }

    public async Task<string> GetAsync(Pod pod, string audience, long? seconds, CancellationToken ct)
    {
        var key = (pod.Metadata.Uid, audience, seconds ?? DefaultSeconds);
        var now = time.GetUtcNow();
        if (tokens.TryGetValue(key, out var known) && now < known.RenewAt)
        {
            return known.Token;
        }

        var account = pod.Spec.ServiceAccountName.Length > 0 ? pod.Spec.ServiceAccountName : "default";
        var request = new TokenRequest
        {
            Spec = new TokenRequestSpec
            {
                Audiences = audience.Length > 0 ? [audience] : [],
                ExpirationSeconds = key.Item3,
                BoundObjectRef = new BoundObjectReference { Kind = "Pod", ApiVersion = "v1", Name = pod.Metadata.Name, Uid = pod.Metadata.Uid },
            },
        };
        try
        {
            var answer = (TokenRequest)await client.CreateAsync(
                ServiceAccount.Resource, pod.Metadata.Namespace, request, account, "token", cancellationToken: ct);
            var life = (answer.Status.ExpirationTimestamp ?? now.AddSeconds(key.Item3)) - now;
            var use = life * 0.8 < LongestUse ? life * 0.8 : LongestUse;
            tokens[key] = (answer.Status.Token, now + use);
            return answer.Status.Token;
        }
        catch (ApiMachinery.Errors.ApiException e)
        {
            throw new VolumeException($"failed to fetch token: {e.Message}", e);
        }
    }
}
