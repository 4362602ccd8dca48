using System.Text;
using System.Text.Json;
using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Images;

/// <summary>Reads credentials from imagePullSecrets of the types kubernetes.io/dockerconfigjson and kubernetes.io/dockercfg.</summary>
internal static class PullSecrets
{
    public static IEnumerable<Cri.V1.AuthConfig> For(string image, IEnumerable<Secret> secrets)
    {
        var registry = ImageReference.Registry(image);
        foreach (var secret in secrets)
        {
            var nested = secret.Data.TryGetValue(".dockerconfigjson", out var data);
            if (!nested && !secret.Data.TryGetValue(".dockercfg", out data))
            {
                continue;
            }

            foreach (var auth in Read(Convert.FromBase64String(data!), nested, registry))
            {
                yield return auth;
            }
        }
    }

    private static List<Cri.V1.AuthConfig> Read(byte[] json, bool nested, string registry)
    {
        var found = new List<Cri.V1.AuthConfig>();
        try
        {
            using var document = JsonDocument.Parse(json);
            var auths = nested ? document.RootElement.GetProperty("auths") : document.RootElement;
            foreach (var entry in auths.EnumerateObject())
            {
                if (Host(entry.Name) != registry)
                {
                    continue;
                }

                var auth = new Cri.V1.AuthConfig
                {
                    Username = Text(entry.Value, "username"),
                    Password = Text(entry.Value, "password"),
                };
                if (Text(entry.Value, "auth") is { Length: > 0 } packed && auth.Username.Length == 0)
                {
                    var pair = Encoding.UTF8.GetString(Convert.FromBase64String(packed)).Split(':', 2);
                    (auth.Username, auth.Password) = (pair[0], pair.Length > 1 ? pair[1] : "");
                }

                found.Add(auth);
            }
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            // A secret that isn't what its type says gives no credentials; the pull itself then says what is missing.
        }

        return found;
    }

    private static string Host(string key)
    {
        var host = key.Replace("https://", "", StringComparison.Ordinal).Replace("http://", "", StringComparison.Ordinal).Split('/')[0];
        return host is "index.docker.io" or "registry-1.docker.io" ? "docker.io" : host;
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
