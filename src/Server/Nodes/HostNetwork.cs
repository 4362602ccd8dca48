using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Navarch.Server.Nodes;

/// <summary>This machine's own address and free ports.</summary>
internal static class HostNetwork
{
    /// <summary>The address of the interface that leads to the default gateway; loopback when there is none.</summary>
    public static IPAddress Address()
    {
        foreach (var candidate in NetworkInterface.GetAllNetworkInterfaces())
        {
            if (candidate.OperationalStatus != OperationalStatus.Up)
            {
                continue;
            }
            var properties = candidate.GetIPProperties();
            if (properties.GatewayAddresses.Any(g => g.Address.AddressFamily == AddressFamily.InterNetwork && !g.Address.Equals(IPAddress.Any)))
            {
                foreach (var address in properties.UnicastAddresses)
                {
                    if (address.Address.AddressFamily == AddressFamily.InterNetwork)
                    {
                        return address.Address;
                    }
                }
            }
        }
        return IPAddress.Loopback;
    }

    /// <summary>The first free port from a start on.</summary>
    public static int FreePort(IPAddress address, int start)
    {
        const int Tries = 100;
        for (var port = start; port < start + Tries; port++)
        {
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken by another cluster.
            }
        }
        throw new StartFailure($"no free port for the kubelet between {start} and {start + Tries} on {address}");
    }
}
