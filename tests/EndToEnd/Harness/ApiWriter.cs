using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Navarch.EndToEnd.Harness;

/// <summary>Writes ConfigMaps as fast as it can, and remembers which writes the server acknowledged.</summary>
internal sealed partial class ApiWriter : IDisposable
{
    private readonly HttpClient http;
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private readonly TaskCompletionSource busy = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ApiWriter(Cluster cluster)
    {
        var kubeconfig = File.ReadAllText(cluster.Kubeconfig);
        var authority = X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(Convert.FromBase64String(AuthorityData().Match(kubeconfig).Groups[1].Value)));
        var pki = Path.Combine(cluster.DataDirectory, "pki");
        var admin = X509Certificate2.CreateFromPemFile(Path.Combine(pki, "admin.crt"), Path.Combine(pki, "admin.key"));
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(authority);
        http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions { ClientCertificates = [admin], CertificateChainPolicy = policy },
        })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{cluster.Port}/api/v1/namespaces/default/configmaps")),
            DefaultRequestVersion = HttpVersion.Version20,
            Timeout = TimeSpan.FromSeconds(10),
        };
    }

    /// <summary>Names of the acknowledged objects, with the value that each had in its last acknowledged write.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    /// <summary>Completes when some hundreds of writes were acknowledged.</summary>
    public Task Busy => busy.Task;

    /// <summary>Creates and updates objects until the server is gone.</summary>
    public async Task WriteUntilGoneAsync(int writer)
    {
        for (var i = 0; ; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"load-{writer}-{i}");
            if (!await TryAsync(HttpMethod.Post, "", name, "created") ||
                (i % 3 == 0 && !await TryAsync(HttpMethod.Put, "/" + name, name, "updated")))
            {
                return;
            }

            if (acknowledged.Count > 300)
            {
                busy.TrySetResult();
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> TryAsync(HttpMethod method, string path, string name, string value)
    {
        var body = $$"""{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "{{name}}" }, "data": { "value": "{{value}}" } }""";
        using var request = new HttpRequestMessage(method, new Uri(http.BaseAddress + path))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        try
        {
            using var response = await http.SendAsync(request);
            if (!response.IsSuccessStatusCode)
            {
                busy.TrySetException(new StoryException($"{method} {name}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}"));
                return false;
            }

            acknowledged[name] = value;
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"certificate-authority-data:\s*""?([A-Za-z0-9+/=]+)")]
    private static partial Regex AuthorityData();
}
