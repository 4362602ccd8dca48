using System.CommandLine;
using Navarch.Client;

namespace Navarch.Server.Commands;

/// <summary>What every component that is a client of the API takes.</summary>
internal static class ComponentOptions
{
    public static Option<string> Kubeconfig() => new("--kubeconfig") { Description = "How to reach the API server, and as whom.", Required = true };

    /// <summary>A client for a component.</summary>
    /// <exception cref="StartFailure">The kubeconfig can't be used.</exception>
    public static HttpApiClient Client(string kubeconfig, string userAgent)
    {
        try
        {
            return new HttpApiClient(Navarch.Client.Kubeconfig.Load(kubeconfig) with { UserAgent = userAgent }, TimeProvider.System);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new StartFailure($"--kubeconfig {kubeconfig}: {e.Message}", e);
        }
    }
}
