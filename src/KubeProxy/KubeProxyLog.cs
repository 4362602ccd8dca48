using Microsoft.Extensions.Logging;

namespace Navarch.KubeProxy;

internal static partial class KubeProxyLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Service addresses {cidrs} are refused until they are served; table {table}")]
    public static partial void Guarded(this ILogger logger, string cidrs, string table);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Synced {changes} services to nftables in {ms} ms")]
    public static partial void Synced(this ILogger logger, int changes, double ms);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Network policies could not be read for {patience}: they aren't enforced until they can. This kube-proxy needs list and watch on networkpolicies, pods and namespaces")]
    public static partial void PoliciesUnknown(this ILogger logger, TimeSpan patience);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed to sync the rules; all of them are sent again in {delay} err={err}")]
    public static partial void SyncFailed(this ILogger logger, TimeSpan delay, string err);
}
