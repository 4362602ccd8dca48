using System.Net;

namespace Navarch.Server.Nodes;

/// <summary>What one node of this machine is told.</summary>
internal sealed record NodeOptions
{
    public required string Name { get; init; }
    public required string Directory { get; init; }
    public required IPAddress Address { get; init; }
    public required IPNetwork PodCidr { get; init; }
    public required IPNetwork ServiceCidr { get; init; }
    public int KubeletPort { get; init; } = 10250;
    public string? ContainerRuntimeEndpoint { get; init; }
    public Uri? RegistryMirror { get; init; }
    public string? ResolvConf { get; init; }
    public string TableName { get; init; } = "kube-proxy";
}
