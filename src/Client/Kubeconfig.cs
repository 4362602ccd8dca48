using System.Security.Cryptography.X509Certificates;
using System.Text;
using YamlDotNet.RepresentationModel;

namespace Navarch.Client;

/// <summary>Reads a kubeconfig file, as far as programs need it: servers, authorities, client certificates and tokens.</summary>
public static class Kubeconfig
{
    /// <summary>Reads the named context, or the current one.</summary>
    /// <exception cref="InvalidDataException">The file lacks something; the message says what.</exception>
    public static ApiClientConfig Load(string path, string? contextName = null) =>
        Parse(File.ReadAllText(path), Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/", path, contextName);

    /// <summary>The configuration of a pod: the service account's token and the API server's address from the environment; null outside of a pod.</summary>
    public static ApiClientConfig? InCluster()
    {
        const string Directory = "/var/run/secrets/kubernetes.io/serviceaccount";
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port) || !File.Exists(Directory + "/token"))
        {
            return null;
        }
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(Directory + "/ca.crt");
        return new ApiClientConfig
        {
            Server = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? "[" + host + "]" : host)}:{port}"),
            CertificateAuthorities = authorities,
            TokenFile = Directory + "/token",
            Namespace = File.Exists(Directory + "/namespace") ? File.ReadAllText(Directory + "/namespace").Trim() : "default",
        };
    }

    internal static ApiClientConfig Parse(string yaml, string directory, string origin, string? contextName)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var root = stream.Documents.Count > 0 ? stream.Documents[0].RootNode as YamlMappingNode : null;
        if (root is null)
        {
            throw new InvalidDataException($"{origin}: not a kubeconfig");
        }
        contextName ??= Text(root, "current-context");
        var context = Named(root, "contexts", "context", contextName)
            ?? throw new InvalidDataException($"{origin}: context \"{contextName}\" does not exist");
        var clusterName = Text(context, "cluster");
        var cluster = Named(root, "clusters", "cluster", clusterName)
            ?? throw new InvalidDataException($"{origin}: cluster \"{clusterName}\" does not exist");
        var user = Named(root, "users", "user", Text(context, "user"));
        var server = Text(cluster, "server") ?? throw new InvalidDataException($"{origin}: cluster \"{clusterName}\" has no server");

        X509Certificate2Collection? authorities = null;
        if (Bytes(cluster, "certificate-authority", directory) is { } ca)
        {
            authorities = [];
            authorities.ImportFromPem(ca());
        }
        Func<X509Certificate2?>? certificate = null;
        if (user is not null && Bytes(user, "client-certificate", directory) is { } cert && Bytes(user, "client-key", directory) is { } key)
        {
            certificate = new ReloadedCertificate(cert, key).Get;
        }
        var tokenFile = user is null ? null : Text(user, "tokenFile");
        return new ApiClientConfig
        {
            Server = new Uri(server),
            CertificateAuthorities = authorities,
            ClientCertificate = certificate,
            Token = user is null ? null : Text(user, "token"),
            TokenFile = tokenFile is null ? null : Path.Combine(directory, tokenFile),
            TlsServerName = Text(cluster, "tls-server-name"),
            InsecureSkipTlsVerify = Text(cluster, "insecure-skip-tls-verify") == "true",
            Namespace = Text(context, "namespace") ?? "default",
        };
    }

    private static YamlMappingNode? Named(YamlMappingNode root, string list, string part, string? name)
    {
        if (Child(root, list) is YamlSequenceNode items)
        {
            foreach (var item in items.OfType<YamlMappingNode>())
            {
                if (Text(item, "name") == name)
                {
                    return Child(item, part) as YamlMappingNode;
                }
            }
        }
        return null;
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string key) => Child(node, key) is YamlScalarNode { Value: { Length: > 0 } value } ? value : null;

    /// <summary>The PEM text that stands in the file itself (key-data) or in another one (key), which is read anew at each call.</summary>
    private static Func<string>? Bytes(YamlMappingNode node, string key, string directory)
    {
        if (Text(node, key + "-data") is { } data)
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(data));
            return () => text;
        }
        return Text(node, key) is { } file ? () => File.ReadAllText(Path.Combine(directory, file)) : null;
    }

    /// <summary>A certificate that is made again when its text changes.</summary>
    private sealed class ReloadedCertificate(Func<string> certificate, Func<string> key)
    {
        private readonly Lock _lock = new();
        private string _from = "";
        private X509Certificate2? _made;

        public X509Certificate2? Get()
        {
            var certificateText = certificate();
            var keyText = key();
            lock (_lock)
            {
                if (_made is null || _from != certificateText)
                {
                    _made = X509Certificate2.CreateFromPem(certificateText, keyText);
                    _from = certificateText;
                }
                return _made;
            }
        }
    }
}
