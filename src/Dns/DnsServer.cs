using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Dns.Forwarding;
using Navarch.Dns.Server;
using Navarch.Dns.Zones;

namespace Navarch.Dns;

/// <summary>
/// The cluster's DNS on one node. Life cycle: <see cref="RunAsync"/> puts the cluster DNS address on the node, binds it for UDP
/// and TCP (<see cref="Listening"/> completes), answers until cancelled, and takes the address away again. Names of the cluster
/// get SERVFAIL until the index is synced, for their absence would mean nothing.
/// </summary>
public sealed class DnsServer
{
    private readonly DnsOptions _options;
    private readonly ServiceIndex _index;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ServiceWatcher? _watcher;
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="informers">Started by whoever made it, before or after.</param>
    public DnsServer(DnsOptions options, InformerFactory informers, TimeProvider time, ILoggerFactory loggers)
        : this(options, new ServiceIndex(), time, loggers) => _watcher = new ServiceWatcher(_index, informers);

    internal DnsServer(DnsOptions options, ServiceIndex index, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _index = index;
        _time = time;
        _logger = loggers.CreateLogger("dns");
    }

    /// <summary>True once the first lists of Services, EndpointSlices and Namespaces are in.</summary>
    public bool Ready => _index.Synced;

    /// <summary>Completes when all sockets are bound; fails when one can't be, with what to do about it.</summary>
    public Task Listening => _listening.Task;

    public async Task RunAsync(CancellationToken ct)
    {
        var sockets = new List<Socket>();
        try
        {
            using var forwarder = new Forwarder(Upstreams(), _options.NetworkNamespace, _time);
            var responder = new Responder(
                new ClusterZone(_options.ClusterDomain, _index, _options.ClusterDns),
                new ReverseZone(_options.ClusterDomain, _index, _options.ClusterCidrs),
                _index,
                forwarder);
            var loops = new List<Func<CancellationToken, Task>>();
            foreach (var address in _options.ClusterDns)
            {
                if (_options.BindLoopback)
                {
                    await new LoopbackAddress(_options.NetworkNamespace).AddAsync(address, ct);
                }
                var udp = Bind(address, SocketType.Dgram, ProtocolType.Udp);
                sockets.Add(udp);
                loops.Add(new UdpListener(udp, responder).RunAsync);
                var tcp = Bind(address, SocketType.Stream, ProtocolType.Tcp);
                sockets.Add(tcp);
                loops.Add(new Server.TcpListener(tcp, responder, _time).RunAsync);
                _logger.Serving(_options.ClusterDomain, address.ToString(), _options.Port, forwarder.Enabled ? string.Join(", ", Upstreams()) : "nobody");
            }
            _listening.TrySetResult();
            if (_watcher is not null)
            {
                loops.Add(_watcher.StartAsync);
            }
            await Task.WhenAll(loops.Select(loop => Task.Run(() => loop(ct), CancellationToken.None)));
        }
        catch (Exception e)
        {
            _listening.TrySetException(e);
            throw;
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
            await RemoveAddressesAsync();
        }
    }

    private Socket Bind(IPAddress address, SocketType type, ProtocolType protocol) => NetworkNamespace.Run(_options.NetworkNamespace, () =>
    {
        var socket = new Socket(address.AddressFamily, type, protocol);
        try
        {
            if (type == SocketType.Dgram)
            {
                socket.ReceiveBufferSize = Limits.UdpReceiveBufferBytes;
            }
            socket.Bind(new IPEndPoint(address, _options.Port));
            if (type == SocketType.Stream)
            {
                socket.Listen();
            }
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new InvalidOperationException(
                $"DNS can't bind {address} port {_options.Port} ({protocol}): {e.Message}. Another DNS server on this node that binds every address must be told to bind its own only.", e);
        }
    });

    // A resolver that is this server itself would send every foreign name round in circles.
    private ImmutableArray<IPEndPoint> Upstreams()
    {
        var upstreams = _options.Upstreams;
        if (upstreams.IsEmpty && _options.ResolvConf is { } path)
        {
            upstreams = ResolvConf.Read(path);
        }
        return [.. upstreams.Where(upstream => upstream.Port != _options.Port || !_options.ClusterDns.Contains(upstream.Address))];
    }

    private async Task RemoveAddressesAsync()
    {
        if (!_options.BindLoopback)
        {
            return;
        }
        foreach (var address in _options.ClusterDns)
        {
            try
            {
                await new LoopbackAddress(_options.NetworkNamespace).RemoveAsync(address, CancellationToken.None);
            }
            catch (InvalidOperationException e)
            {
                _logger.AddressLeft(address.ToString(), e.Message);
            }
        }
    }
}
