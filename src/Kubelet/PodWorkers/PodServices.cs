using Navarch.Api.Core.V1;
using Navarch.Client;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.Images;
using Navarch.Kubelet.Probes;
using Navarch.Kubelet.Runtime;
using Navarch.Kubelet.Statuses;
using Navarch.Kubelet.Volumes;

namespace Navarch.Kubelet.PodWorkers;

/// <summary>What all pods of the node share.</summary>
internal sealed record PodServices
{
    public required IApiClient Client { get; init; }

    public required TimeProvider Time { get; init; }

    public required RuntimeService Runtime { get; init; }

    public required RuntimeView View { get; init; }

    public required KubeletPaths Paths { get; init; }

    public required PodCgroups Cgroups { get; init; }

    public required SandboxConfigs Sandboxes { get; init; }

    public required ContainerConfigs Containers { get; init; }

    public required ImagePuller Images { get; init; }

    public required VolumeManager Volumes { get; init; }

    public required ReferencedObjects<ConfigMap> ConfigMaps { get; init; }

    public required ReferencedObjects<Secret> Secrets { get; init; }

    public required ServiceAccountTokens Tokens { get; init; }

    /// <summary>The services that exist now, of all namespaces.</summary>
    public required Func<IReadOnlyList<Service>> Services { get; init; }

    public required StatusManager Statuses { get; init; }

    public required Prober Prober { get; init; }

    public required ProbeResults ProbeResults { get; init; }

    public required KubeletEvents Events { get; init; }

    public required NodeResources Node { get; init; }

    public required string HostIp { get; init; }

    public required string ClusterDomain { get; init; }
}
