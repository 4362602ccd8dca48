using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client;
using Navarch.KubeProxy.Services;
using EndpointPort = Navarch.Api.Discovery.V1.EndpointPort;

namespace Navarch.KubeProxy.Tests;

/// <summary>From API objects to connections, through the loop that syncs.</summary>
public sealed class ProxySyncTests : IAsyncLifetime
{
    private readonly CancellationTokenSource _stop = new();
    private Topology _net = null!;
    private ProxySync _sync = null!;
    private Task _running = Task.CompletedTask;

    public async Task InitializeAsync()
    {
        if (new RootFactAttribute().Skip is null)
        {
            _net = await Topology.CreateAsync();
            _sync = Sync();
        }
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running == Task.CompletedTask ? Task.FromCanceled(_stop.Token) : _running);
        _stop.Dispose();
        if (_net is not null)
        {
            await _net.DisposeAsync();
        }
    }

    private ProxySync Sync() => new(
        new KubeProxyOptions
        {
            NodeName = "n1",
            ServiceCidrs = [IPNetwork.Parse("10.96.0.0/16")],
            ClusterCidrs = [IPNetwork.Parse("10.244.0.0/16")],
            NetworkNamespace = _net.Node,
        },
        TimeProvider.System,
        NullLogger.Instance);

    private async Task RunAsync()
    {
        var synced = new TaskCompletionSource();
        _running = _sync.RunAsync(() => synced.TrySetResult(), _stop.Token);
        await synced.Task;
    }

    private static Node Node() => new()
    {
        Metadata = new ObjectMeta { Name = "n1" },
        Status = new NodeStatus { Addresses = [new NodeAddress { Type = "InternalIP", Address = "192.0.2.1" }] },
    };

    private static Service Web(string protocol = "TCP") => new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "web" },
        Spec = new ServiceSpec { ClusterIP = "10.96.0.5", ClusterIPs = ["10.96.0.5"], Ports = [new ServicePort { Name = "p", Protocol = protocol, Port = 80, NodePort = 30080 }] },
    };

    private static EndpointSlice Slice(string protocol, params int[] pods) => new()
    {
        Metadata = new ObjectMeta { Namespace = "ns", Name = "web-1", Labels = new Dictionary<string, string> { [ServiceViews.ServiceNameLabel] = "web" }.ToMapOf() },
        AddressType = "IPv4",
        Ports = [new EndpointPort { Name = "p", Protocol = protocol, Port = 8080 }],
        Endpoints = [.. pods.Select(pod => new Endpoint { Addresses = [Topology.PodAddress(pod)], NodeName = "n1" })],
    };

    // Until the loop has taken the change: the kernel's answer is what counts.
    private static async Task EventuallyAsync(Func<Task<string>> ask, string expected)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        string answer;
        while (!(answer = await ask()).StartsWith(expected, StringComparison.Ordinal))
        {
            Assert.False(deadline.IsCancellationRequested, $"expected {expected}, still {answer}");
        }
    }

    [RootFact]
    public async Task RulesFollowTheObjectsAndOutliveARestart()
    {
        _net.Serve(_net.Pod(0), 8080, "pod0");
        _net.Serve(_net.Pod(1), 8080, "pod1");
        await _sync.GuardAsync(default);
        Assert.Equal("ConnectionRefused", await Topology.GetAsync(_net.Pod(0), "10.96.0.5", 80));

        _sync.SetNode(Node());
        _sync.Services.Put(Web());
        _sync.Services.Put(Slice("TCP", 1));
        await RunAsync();
        Assert.StartsWith("pod1", await Topology.GetAsync(_net.Pod(0), "10.96.0.5", 80), StringComparison.Ordinal);
        Assert.StartsWith("pod1", await Topology.GetAsync(_net.Outside, "192.0.2.1", 30080), StringComparison.Ordinal);
        Assert.StartsWith("pod1", await Topology.GetAsync(_net.Node, "10.96.0.5", 80), StringComparison.Ordinal);

        _sync.Services.Put(Slice("TCP", 0));
        _sync.Signal();
        await EventuallyAsync(() => Topology.GetAsync(_net.Pod(1), "10.96.0.5", 80), "pod0");

        // Another process takes over: its guard leaves what is served alone.
        await Sync().GuardAsync(default);
        Assert.StartsWith("pod0", await Topology.GetAsync(_net.Pod(1), "10.96.0.5", 80), StringComparison.Ordinal);

        _sync.Services.Remove(Web());
        _sync.Signal();
        await EventuallyAsync(() => Topology.GetAsync(_net.Pod(1), "10.96.0.5", 80), "ConnectionRefused");
    }

    [RootFact]
    public async Task UdpClientThatKeepsItsPortFollowsTheEndpoints()
    {
        using var zero = UdpServer(0);
        using var one = UdpServer(1);
        await _sync.GuardAsync(default);
        _sync.Services.Put(Web("UDP"));
        _sync.Services.Put(Slice("UDP", 0));
        await RunAsync();
        using var client = NetworkNamespace.Run(_net.Outside, () => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        await client.ConnectAsync(IPEndPoint.Parse("10.96.0.5:80"));
        Assert.Equal("0", await AskAsync(client));

        _sync.Services.Put(Slice("UDP", 1));
        _sync.Signal();
        await EventuallyAsync(() => AskAsync(client), "1");
    }

    private Socket UdpServer(int pod)
    {
        var socket = NetworkNamespace.Run(_net.Pod(pod), () =>
        {
            var bound = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            bound.Bind(new IPEndPoint(IPAddress.Any, 8080));
            return bound;
        });
        _ = AnswerAsync(socket, pod);
        return socket;
    }

    private static async Task AnswerAsync(Socket socket, int pod)
    {
        try
        {
            var buffer = new byte[10];
            while (true)
            {
                var received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0));
                await socket.SendToAsync(new[] { (byte)('0' + pod) }, received.RemoteEndPoint);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }
    }

    private static async Task<string> AskAsync(Socket client)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1), TimeProvider.System);
        try
        {
            await client.SendAsync(new byte[] { 1 }, timeout.Token);
            var buffer = new byte[10];
            var length = await client.ReceiveAsync(buffer, timeout.Token);
            return System.Text.Encoding.ASCII.GetString(buffer, 0, length);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return e.GetType().Name;
        }
    }
}
