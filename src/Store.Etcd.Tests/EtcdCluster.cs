using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Navarch.Store.Etcd;

namespace Navarch.Store.Etcd.Tests;

/// <summary>Real etcd processes (Debian's etcd-server) on loopback, each with its own directory and ports.</summary>
public sealed class EtcdCluster : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("navarch-etcd-").FullName;
    private readonly Process?[] _members;
    private readonly int[] _clientPorts;
    private readonly int[] _peerPorts;
    private readonly TestCertificates? _certificates;

    private EtcdCluster(int members, bool tls)
    {
        _members = new Process?[members];
        int[] ports = FreePorts(2 * members);
        _clientPorts = ports[..members];
        _peerPorts = ports[members..];
        _certificates = tls ? new TestCertificates(_directory) : null;
    }

    public EtcdStoreOptions Options => new()
    {
        Servers = [.. _clientPorts.Select(ClientUrl).Select(static url => new Uri(url))],
        CaFile = _certificates?.CaFile,
        CertFile = _certificates?.ClientCertFile,
        KeyFile = _certificates?.ClientKeyFile,
    };

    public int Count => _members.Length;

    public static async Task<EtcdCluster> StartAsync(int members = 1, bool tls = false)
    {
        EtcdCluster cluster = new(members, tls);
        for (int i = 0; i < members; i++)
        {
            cluster.Start(i);
        }

        await using EtcdStore store = new(cluster.Options with { RetryTime = TimeSpan.FromSeconds(60) }, TimeProvider.System);
        await store.GetRevisionAsync();
        return cluster;
    }

    public void Start(int member)
    {
        string data = Path.Combine(_directory, $"m{member}");
        ProcessStartInfo start = new("etcd")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                $"--name=m{member}", $"--data-dir={data}",
                $"--listen-client-urls={ClientUrl(_clientPorts[member])}", $"--advertise-client-urls={ClientUrl(_clientPorts[member])}",
                $"--listen-peer-urls={PeerUrl(member)}", $"--initial-advertise-peer-urls={PeerUrl(member)}",
                $"--initial-cluster={string.Join(',', Enumerable.Range(0, Count).Select(i => $"m{i}={PeerUrl(i)}"))}",
                "--heartbeat-interval=100", "--election-timeout=1000",
            },
        };
        start.Environment["ETCD_UNSUPPORTED_ARCH"] = "arm64";
        if (_certificates is { } certificates)
        {
            start.ArgumentList.Add($"--cert-file={certificates.ServerCertFile}");
            start.ArgumentList.Add($"--key-file={certificates.ServerKeyFile}");
            start.ArgumentList.Add($"--trusted-ca-file={certificates.CaFile}");
            start.ArgumentList.Add("--client-cert-auth");
        }

        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _members[member] = process;
    }

    public async Task KillAsync(int member)
    {
        Process process = _members[member]!;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        _members[member] = null;
    }

    public async ValueTask DisposeAsync()
    {
        for (int i = 0; i < Count; i++)
        {
            if (_members[i] is not null)
            {
                await KillAsync(i);
            }
        }

        Directory.Delete(_directory, recursive: true);
    }

    private string ClientUrl(int port) => string.Create(CultureInfo.InvariantCulture, $"{(_certificates is null ? "http" : "https")}://127.0.0.1:{port}");

    private string PeerUrl(int member) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_peerPorts[member]}");

    private static int[] FreePorts(int count)
    {
        List<TcpListener> listeners = [];
        for (int i = 0; i < count; i++)
        {
            TcpListener listener = new(IPAddress.Loopback, 0);
            listener.Start();
            listeners.Add(listener);
        }

        int[] ports = [.. listeners.Select(static listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(static listener => listener.Stop());
        return ports;
    }
}
