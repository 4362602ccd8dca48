using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authentication;

/// <summary>
/// Makes and checks service account tokens: JWTs signed with RS256 by the cluster's key, bound to the account and, when asked, to a
/// pod, secret or node. A token dies with what it is bound to.
/// </summary>
public sealed class ServiceAccountTokens(RSA key, string issuer, ResourceRegistry registry, TimeProvider time) : IAuthenticator
{
    private readonly string _keyId = Base64Url.EncodeToString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>Who issues the tokens; also their default audience.</summary>
    public string Issuer => issuer;

    /// <summary>Makes a token.</summary>
    public string Issue(ServiceAccount account, IReadOnlyList<string> audiences, TimeSpan lifetime, (string Kind, string Name, string Uid)? boundTo, (string Name, string Uid)? node)
    {
        var now = time.GetUtcNow();
        var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteStartArray("aud");
            foreach (var audience in audiences)
            {
                json.WriteStringValue(audience);
            }
            json.WriteEndArray();
            json.WriteNumber("exp", (now + lifetime).ToUnixTimeSeconds());
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteString("iss", issuer);
            json.WriteString("jti", Guid.NewGuid().ToString());
            json.WriteStartObject("kubernetes.io");
            json.WriteString("namespace", account.Metadata.Namespace);
            WriteReference(json, "serviceaccount", account.Metadata.Name, account.Metadata.Uid);
            if (boundTo is { } bound)
            {
                WriteReference(json, bound.Kind, bound.Name, bound.Uid);
            }
            if (node is { } n)
            {
                WriteReference(json, "node", n.Name, n.Uid);
            }
            json.WriteEndObject();
            json.WriteNumber("nbf", now.ToUnixTimeSeconds());
            json.WriteString("sub", $"system:serviceaccount:{account.Metadata.Namespace}:{account.Metadata.Name}");
            json.WriteEndObject();
        }
        var head = Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{{\"alg\":\"RS256\",\"kid\":\"{_keyId}\"}}"));
        var signed = head + "." + Base64Url.EncodeToString(payload.ToArray());
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return signed + "." + Base64Url.EncodeToString(signature);
    }

    private static void WriteReference(Utf8JsonWriter json, string kind, string name, string uid)
    {
        json.WriteStartObject(kind);
        json.WriteString("name", name);
        json.WriteString("uid", uid);
        json.WriteEndObject();
    }

    /// <inheritdoc/>
    public ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken) =>
        BearerToken.Of(context) is { } token ? new(Verify(token, [issuer])) : default;

    /// <summary>The user of a token; null when it is not ours, not valid, or not for any of the audiences.</summary>
    public UserInfo? Verify(string token, IReadOnlyList<string> audiences)
    {
        var parts = token.Split('.');
        if (parts.Length != 3)
        {
            return null;
        }
        try
        {
            var signature = Base64Url.DecodeFromChars(parts[2]);
            if (!key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                return null;
            }
            using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            return Check(json.RootElement, audiences);
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    private UserInfo? Check(JsonElement claims, IReadOnlyList<string> audiences)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        if (claims.GetProperty("iss").GetString() != issuer || claims.GetProperty("exp").GetInt64() < now || claims.GetProperty("nbf").GetInt64() > now + 60
            || !claims.GetProperty("aud").EnumerateArray().Any(a => audiences.Contains(a.GetString()!)))
        {
            return null;
        }
        var bound = claims.GetProperty("kubernetes.io");
        var ns = bound.GetProperty("namespace").GetString()!;
        var name = bound.GetProperty("serviceaccount").GetProperty("name").GetString()!;
        var uid = bound.GetProperty("serviceaccount").GetProperty("uid").GetString()!;
        if (!Exists<ServiceAccount>(ns, name, uid))
        {
            return null;
        }
        var extra = new Dictionary<string, IReadOnlyList<string>>
        {
            ["authentication.kubernetes.io/credential-id"] = ["JTI=" + claims.GetProperty("jti").GetString()],
        };
        if (bound.TryGetProperty("pod", out var pod))
        {
            var (podName, podUid) = (pod.GetProperty("name").GetString()!, pod.GetProperty("uid").GetString()!);
            if (!Exists<Pod>(ns, podName, podUid))
            {
                return null;
            }
            extra["authentication.kubernetes.io/pod-name"] = [podName];
            extra["authentication.kubernetes.io/pod-uid"] = [podUid];
        }
        if (bound.TryGetProperty("secret", out var secret) && !Exists<Secret>(ns, secret.GetProperty("name").GetString()!, secret.GetProperty("uid").GetString()!))
        {
            return null;
        }
        if (bound.TryGetProperty("node", out var node))
        {
            extra["authentication.kubernetes.io/node-name"] = [node.GetProperty("name").GetString()!];
            extra["authentication.kubernetes.io/node-uid"] = [node.GetProperty("uid").GetString()!];
        }
        return new UserInfo($"system:serviceaccount:{ns}:{name}", ["system:serviceaccounts", "system:serviceaccounts:" + ns, UserInfo.Authenticated]) { Uid = uid, Extra = extra };
    }

    private bool Exists<T>(string ns, string name, string uid) where T : KubernetesObject, IKind<T>
    {
        var cache = registry.For<T>().Cache!;
        return cache.Get(cache.KeyOf(ns, name))?.Document.Metadata.Uid == uid;
    }
}
