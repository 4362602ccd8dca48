using System.Globalization;
using System.Net;

namespace Navarch.KubeProxy.Nft;

/// <summary>A UDP flow to forget: a service address and port, and the endpoint that it was sent to.</summary>
public readonly record struct UdpFlow(IPAddress? Destination, int Port, IPAddress Endpoint);

/// <summary>
/// Forgets UDP flows to endpoints that are gone. UDP has no connection whose end frees the entry, so a client that keeps its
/// source port would be sent to a dead pod for as long as it keeps asking.
/// </summary>
public sealed class Conntrack(NftCommand command, NftFamily family)
{
    /// <summary>Forgets the flows; false when there was nothing to forget or the program isn't installed.</summary>
    public async Task<bool> ForgetAsync(UdpFlow flow, CancellationToken ct)
    {
        List<string> arguments = ["-D", "-f", family.ConntrackName, "-p", "udp", "--dst-nat", flow.Endpoint.ToString()];
        if (flow.Destination is { } destination)
        {
            arguments.AddRange(["--orig-dst", destination.ToString()]);
        }
        arguments.AddRange(["--orig-port-dst", flow.Port.ToString(CultureInfo.InvariantCulture)]);
        return await command.ConntrackAsync(arguments, ct);
    }
}
