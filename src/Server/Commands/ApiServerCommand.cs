using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Navarch.ApiServer;
using Navarch.Server.Nodes;
using Navarch.Server.Pki;
using Navarch.Store;
using Navarch.Store.Embedded;
using Navarch.Store.Etcd;

namespace Navarch.Server.Commands;

/// <summary>navarch kube-apiserver.</summary>
internal static class ApiServerCommand
{
    public static Command Create()
    {
        var dataDir = UpCommand.DataDirOption();
        var port = new Option<int>("--secure-port") { Description = "The API's port.", DefaultValueFactory = _ => 6443 };
        var bind = new Option<string>("--bind-address") { Description = "The address to listen on.", DefaultValueFactory = _ => "0.0.0.0" };
        var advertise = new Option<string?>("--advertise-address") { Description = "The address at which others reach this server." };
        var serviceCidr = UpCommand.CidrOption("--service-cluster-ip-range", "The range of service addresses.", "10.96.0.0/12");
        var tokens = new Option<string?>("--token-auth-file") { Description = "Static tokens: token,user,uid,\"group1,group2\" a line." };
        var clientCa = new Option<string?>("--client-ca-file") { Description = "Whose client certificates are believed. Default: the authority of the data directory." };
        var certificate = new Option<string?>("--tls-cert-file") { Description = "The serving certificate. Default: made by the authority of the data directory." };
        var key = new Option<string?>("--tls-private-key-file") { Description = "Its key." };
        var signingKey = new Option<string?>("--service-account-signing-key-file") { Description = "The key that signs service account tokens." };
        var issuer = new Option<string>("--service-account-issuer") { Description = "Who issues them.", DefaultValueFactory = _ => "https://kubernetes.default.svc.cluster.local" };
        var etcd = new Option<string?>("--etcd-servers") { Description = "Addresses of etcd's members, separated by commas, to keep the data there. Default: the embedded store of the data directory." };
        var etcdCa = new Option<string?>("--etcd-cafile") { Description = "What the members' certificates must descend from." };
        var etcdCert = new Option<string?>("--etcd-certfile") { Description = "Our certificate for etcd." };
        var etcdKey = new Option<string?>("--etcd-keyfile") { Description = "Its key." };
        var verbose = UpCommand.VerboseOption();
        var command = new Command("kube-apiserver", "Run the API server alone.") { etcd, etcdCa, etcdCert, etcdKey, dataDir, port, bind, advertise, serviceCidr, tokens, clientCa, certificate, key, signingKey, issuer, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch kube-apiserver", async ct =>
        {
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            using var data = DataDirectory.Open(parsed.GetRequiredValue(dataDir));
            var authority = CertificateAuthority.Open(data.Pki, TimeProvider.System);
            var address = parsed.GetValue(advertise) is { } given ? IPAddress.Parse(given) : HostNetwork.Address();
            var range = parsed.GetValue(serviceCidr);
            var serving = parsed.GetValue(certificate) is { } crt && parsed.GetValue(key) is { } pem
                ? X509Certificate2.CreateFromPemFile(crt, pem)
                : authority.Server("apiserver", "kube-apiserver", ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc"], [IPAddress.Loopback, address, ApiServerOptions.ServiceAddress(range, 1)]);
            var authorities = authority.Certificates;
            if (parsed.GetValue(clientCa) is { } ca)
            {
                authorities = [];
                authorities.ImportFromPemFile(ca);
            }
            var accounts = authority.ServiceAccountKey();
            if (parsed.GetValue(signingKey) is { } accountKey)
            {
                accounts = RSA.Create();
                accounts.ImportFromPem(await File.ReadAllTextAsync(accountKey, ct).ConfigureAwait(false));
            }
            authority.Client("admin", "kubernetes-admin", "system:masters").Dispose();
            KubeconfigFile.Write(data.AdminKubeconfig, $"https://127.0.0.1:{parsed.GetValue(port)}", authority.CertificatePem, "kubernetes-admin", Path.Combine(data.Pki, "admin.crt"), Path.Combine(data.Pki, "admin.key"));
            await using IStore store = parsed.GetValue(etcd) is { Length: > 0 } members
                ? new EtcdStore(new EtcdStoreOptions
                {
                    Servers = Members(members),
                    CaFile = parsed.GetValue(etcdCa),
                    CertFile = parsed.GetValue(etcdCert),
                    KeyFile = parsed.GetValue(etcdKey),
                }, TimeProvider.System)
                : EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = data.Store }, TimeProvider.System);
            await using var server = new ApiServer.ApiServer(new ApiServerOptions
            {
                SecurePort = parsed.GetValue(port),
                BindAddress = IPAddress.Parse(parsed.GetRequiredValue(bind)),
                AdvertiseAddress = address,
                ServiceCidr = range,
                ServingCertificate = () => serving,
                ClientCa = authorities,
                ServiceAccountKey = accounts,
                ServiceAccountIssuer = parsed.GetRequiredValue(issuer),
                TokenAuthFile = parsed.GetValue(tokens),
                KubeletClientCertificate = authority.Client("apiserver-kubelet-client", "kube-apiserver-kubelet-client", "system:masters"),
                KubeletCa = authority.Certificates,
            }, store, TimeProvider.System, loggers);
            await server.StartAsync(ct).ConfigureAwait(false);
            Console.WriteLine("ready");
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct).ConfigureAwait(false);
        }));
        return command;
    }
    private static List<Uri> Members(string addresses) => [.. addresses.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(address =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
            ? uri
            : throw new StartFailure($"--etcd-servers: \"{address}\" is no address such as https://10.0.0.5:2379"))];
}
