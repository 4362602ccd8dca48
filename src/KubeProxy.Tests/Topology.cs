using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Navarch.Client;

namespace Navarch.KubeProxy.Tests;

/// <summary>
/// A node, two pods on it and a machine outside, each in a network namespace: the pods (10.244.0.2 and .3) hang on the node by
/// veth pairs as the ptp plugin makes them; the node is 192.0.2.1 and the machine outside 192.0.2.100. The node has no
/// default route.
/// </summary>
public sealed class Topology : IAsyncDisposable
{
    private static int _count;
    private readonly List<Socket> _listeners = [];
    private readonly List<string> _namespaces = [];
    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"nvkp-{Environment.ProcessId}-{Interlocked.Increment(ref _count)}-");

    private Topology()
    {
    }

    public string Node => Path("node");

    public string Outside => Path("out");

    public string Pod(int index) => Path("pod" + index.ToString(CultureInfo.InvariantCulture));

    public static string PodAddress(int index) => "10.244.0." + (index + 2).ToString(CultureInfo.InvariantCulture);

    public static async Task<Topology> CreateAsync()
    {
        var topology = new Topology();
        var p = topology._prefix;
        foreach (var name in (string[])["node", "out", "pod0", "pod1"])
        {
            await RunAsync($"ip netns add {p}{name} && ip -n {p}{name} link set lo up");
            topology._namespaces.Add(p + name);
        }
        await RunAsync($"ip -n {p}node link add up0 type veth peer name eth0 netns {p}out");
        await RunAsync($"ip -n {p}node addr add 192.0.2.1/24 dev up0; ip -n {p}node link set up0 up");
        await RunAsync($"ip -n {p}out addr add 192.0.2.100/24 dev eth0; ip -n {p}out link set eth0 up; ip -n {p}out route add default via 192.0.2.1");
        await RunAsync($"ip netns exec {p}node sysctl -qw net.ipv4.ip_forward=1");
        for (var index = 0; index < 2; index++)
        {
            var address = PodAddress(index);
            await RunAsync($"ip -n {p}node link add veth{index} type veth peer name eth0 netns {p}pod{index}");
            await RunAsync($"ip -n {p}node addr add 10.244.0.1/32 dev veth{index}; ip -n {p}node link set veth{index} up; ip -n {p}node route add {address}/32 dev veth{index}");
            await RunAsync($"ip -n {p}pod{index} addr add {address}/32 dev eth0; ip -n {p}pod{index} link set eth0 up; ip -n {p}pod{index} route add 10.244.0.1 dev eth0; ip -n {p}pod{index} route add default via 10.244.0.1");
        }
        return topology;
    }

    /// <summary>Answers every connection with <paramref name="name"/> and the client's address.</summary>
    public void Serve(string networkNamespace, int port, string name)
    {
        var listener = NetworkNamespace.Run(networkNamespace, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            socket.Listen();
            return socket;
        });
        _listeners.Add(listener);
        _ = AcceptAsync(listener, name);
    }

    /// <summary>What the server behind the address says, or the error's name.</summary>
    public static async Task<string> GetAsync(string networkNamespace, string address, int port)
    {
        using var socket = NetworkNamespace.Run(networkNamespace, () => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3), TimeProvider.System);
        try
        {
            await socket.ConnectAsync(IPEndPoint.Parse($"{address}:{port}"), timeout.Token);
            var buffer = new byte[100];
            var length = await socket.ReceiveAsync(buffer, timeout.Token);
            return Encoding.ASCII.GetString(buffer, 0, length);
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode.ToString();
        }
        catch (OperationCanceledException)
        {
            return "Timeout";
        }
    }

    public static async Task<string> RunAsync(string script)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{script}: {await errors}");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }
        foreach (var name in _namespaces)
        {
            await RunAsync("ip netns del " + name);
        }
    }

    private static async Task AcceptAsync(Socket listener, string name)
    {
        try
        {
            while (true)
            {
                using var socket = await listener.AcceptAsync();
                await socket.SendAsync(Encoding.ASCII.GetBytes($"{name} sees {((IPEndPoint)socket.RemoteEndPoint!).Address}"));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private string Path(string name) => $"/run/netns/{_prefix}{name}";
}
