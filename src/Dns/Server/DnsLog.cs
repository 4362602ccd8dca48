using Microsoft.Extensions.Logging;

namespace Navarch.Dns.Server;

internal static partial class DnsLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "DNS serves {domain} on {address}:{port}; other names go to {upstreams}")]
    public static partial void Serving(this ILogger logger, string domain, string address, int port, string upstreams);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cluster DNS address {address} could not be taken off the loopback device: {err}")]
    public static partial void AddressLeft(this ILogger logger, string address, string err);
}
