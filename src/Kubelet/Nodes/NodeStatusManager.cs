using Microsoft.Extensions.Logging;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Kubelet.Cri;

namespace Navarch.Kubelet.Nodes;

/// <summary>
/// The node's object: registers it, and writes its status when it changes, or every few minutes when it doesn't. The lease says the
/// rest of the time that the node is alive.
/// </summary>
internal sealed partial class NodeStatusManager(
    IApiClient client, KubeletOptions options, RuntimeService runtime, ImageService images, TimeProvider time, ILogger logger)
{
    private const int MaxImages = 50;
    private NodeStatus? written;
    private DateTimeOffset writtenAt;
    private string runtimeVersion = "containerd";

    public Node? Node { get; private set; }

    /// <summary>Creates the node or takes over the one that is there. Tries until it is done.</summary>
    public async Task<Node> RegisterAsync(CancellationToken ct)
    {
        var version = await runtime.VersionAsync(ct);
        runtimeVersion = $"{version.RuntimeName}://{version.RuntimeVersion.TrimStart('v')}";
        while (true)
        {
            try
            {
                var present = await client.FindAsync<Node>(null, options.NodeName, ct);
                Node = present is null
                    ? await client.CreateAsync(NewNode(await StatusAsync(null, ct)), cancellationToken: ct)
                    : await AdoptAsync(present, ct);
                LogRegistered(logger, options.NodeName);
                return Node;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogRetry(logger, options.NodeName, e.Message);
                await Task.Delay(Limits.RegistrationRetry, time, ct);
            }
        }
    }

    /// <summary>Takes note of the node as others changed it.</summary>
    public void Observe(Node node) => Node = node;

    /// <summary>Looks at the machine and writes the status if it is news. Returns whether the node is ready.</summary>
    public async Task<bool> UpdateAsync(CancellationToken ct)
    {
        var node = Node!;
        var status = await StatusAsync(node.Status, ct);
        var ready = status.Conditions.Any(c => c is { Type: "Ready", Status: "True" });
        // Others write "Unknown" after a silence; then what is so must be said again, though it's no news here.
        var doubted = node.Status.Conditions.Any(c => c is { Type: "Ready", Status: "Unknown" });
        if (written is not null && !doubted && Same(status, written) && time.GetUtcNow() - writtenAt < options.NodeStatusReportFrequency)
        {
            return ready;
        }

        for (var attempt = 0; attempt < Limits.NodeStatusUpdateRetries; attempt++)
        {
            try
            {
                var changed = (Node)node.DeepClone();
                changed.Status = (NodeStatus)status.DeepClone();
                Node = await client.UpdateStatusAsync(changed, cancellationToken: ct);
                (written, writtenAt) = (status, time.GetUtcNow());
                return ready;
            }
            catch (ApiException e) when (e.Status.Code == 409)
            {
                node = await client.GetAsync<Node>(null, options.NodeName, ct);
            }
            catch (ApiException e) when (e.Status.Code == 404)
            {
                // Someone deleted the node; while its kubelet runs, it is one.
                node = await RegisterAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogRetry(logger, options.NodeName, e.Message);
                return ready;
            }
        }

        return ready;
    }

    private Node NewNode(NodeStatus status)
    {
        var node = new Node
        {
            Metadata = new ObjectMeta
            {
                Name = options.NodeName,
                Labels = Labels().ToMapOf(),
                Annotations = new Dictionary<string, string> { ["volumes.kubernetes.io/controller-managed-attach-detach"] = "true" }.ToMapOf(),
            },
            Status = status,
        };
        node.Spec.PodCIDR = options.PodCidr ?? "";
        if (options.PodCidr is { } cidr)
        {
            node.Spec.PodCIDRs = [cidr];
        }

        node.Spec.Taints = options.RegisterWithTaints.Select(ParseTaint).ToListOf();
        return node;
    }

    private Dictionary<string, string> Labels()
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["beta.kubernetes.io/arch"] = MachineInfo.Architecture,
            ["beta.kubernetes.io/os"] = "linux",
            ["kubernetes.io/arch"] = MachineInfo.Architecture,
            ["kubernetes.io/hostname"] = options.NodeName,
            ["kubernetes.io/os"] = "linux",
        };
        foreach (var (key, value) in options.NodeLabels)
        {
            labels[key] = value;
        }

        return labels;
    }

    private static Taint ParseTaint(string text)
    {
        var colon = text.LastIndexOf(':');
        var pair = (colon < 0 ? text : text[..colon]).Split('=', 2);
        return new Taint { Key = pair[0], Value = pair.Length > 1 ? pair[1] : "", Effect = colon < 0 ? "NoSchedule" : text[(colon + 1)..] };
    }

    private async Task<Node> AdoptAsync(Node present, CancellationToken ct)
    {
        var missing = Labels().Where(l => present.Metadata.Labels[l.Key] != l.Value).ToArray();
        if (missing.Length == 0)
        {
            return present;
        }

        var changed = (Node)present.DeepClone();
        foreach (var (key, value) in missing)
        {
            changed.Metadata.Labels = changed.Metadata.Labels.With(key, value);
        }

        return await client.UpdateAsync(changed, cancellationToken: ct);
    }

    private async Task<NodeStatus> StatusAsync(NodeStatus? old, CancellationToken ct)
    {
        var capacity = MachineInfo.Capacity(options);
        var now = time.GetUtcNow();
        var status = old is null ? new NodeStatus() : (NodeStatus)old.DeepClone();
        status.Capacity = capacity;
        status.Allocatable = MachineInfo.Allocatable(capacity, options);
        status.Addresses =
        [
            new NodeAddress { Type = "InternalIP", Address = options.NodeIp.ToString() },
            new NodeAddress { Type = "Hostname", Address = options.NodeName },
        ];
        status.DaemonEndpoints = new NodeDaemonEndpoints { KubeletEndpoint = new DaemonEndpoint { Port = options.Port } };
        status.NodeInfo = MachineInfo.SystemInfo(runtimeVersion);
        status.RuntimeHandlers = [new NodeRuntimeHandler { Name = "", Features = new NodeRuntimeHandlerFeatures { RecursiveReadOnlyMounts = false, UserNamespaces = false } }];
        status.Images = await ImagesAsync(ct);
        var mine = await ConditionsAsync(old, now, ct);
        var others = status.Conditions.Where(c => mine.All(m => m.Type != c.Type)).Select(c => (NodeCondition)c.DeepClone()).ToArray();
        status.Conditions = [.. mine, .. others];
        return status;
    }

    private async Task<ListOf<ContainerImage>> ImagesAsync(CancellationToken ct)
    {
        try
        {
            var present = await images.ListImagesAsync(ct);
            return present.OrderByDescending(i => i.Size).Take(MaxImages)
                .Select(i => new ContainerImage { Names = i.RepoDigests.Concat(i.RepoTags).ToListOf(), SizeBytes = (long)i.Size }).ToListOf();
        }
        catch (RpcException)
        {
            return [];
        }
    }

    private async Task<List<NodeCondition>> ConditionsAsync(NodeStatus? old, DateTimeOffset now, CancellationToken ct)
    {
        var problem = await ProblemAsync(ct);
        var result = new List<NodeCondition>
        {
            new() { Type = "MemoryPressure", Status = "False", Reason = "KubeletHasSufficientMemory", Message = "kubelet has sufficient memory available" },
            new() { Type = "DiskPressure", Status = "False", Reason = "KubeletHasNoDiskPressure", Message = "kubelet has no disk pressure" },
            new() { Type = "PIDPressure", Status = "False", Reason = "KubeletHasSufficientPID", Message = "kubelet has sufficient PID available" },
            problem is null
                ? new() { Type = "Ready", Status = "True", Reason = "KubeletReady", Message = "kubelet is posting ready status" }
                : new() { Type = "Ready", Status = "False", Reason = "KubeletNotReady", Message = problem },
        };
        foreach (var condition in result)
        {
            var before = old?.Conditions.FirstOrDefault(c => c.Type == condition.Type);
            condition.LastHeartbeatTime = now;
            condition.LastTransitionTime = before is not null && before.Status == condition.Status ? before.LastTransitionTime : now;
        }

        return result;
    }

    private async Task<string?> ProblemAsync(CancellationToken ct)
    {
        try
        {
            var answer = await runtime.StatusAsync(verbose: false, ct);
            foreach (var condition in answer.Status.Conditions.Where(c => !c.Status))
            {
                var what = condition.Type == "NetworkReady" ? "container runtime network not ready" : "container runtime is down";
                return $"{what}: {condition.Type}=false reason:{condition.Reason} message:{condition.Message}";
            }

            return null;
        }
        catch (RpcException e)
        {
            return "container runtime is down: " + e.Text;
        }
    }

    /// <summary>Equal but for the times of the heartbeat.</summary>
    private static bool Same(NodeStatus a, NodeStatus b)
    {
        var (x, y) = ((NodeStatus)a.DeepClone(), (NodeStatus)b.DeepClone());
        foreach (var condition in x.Conditions.Concat(y.Conditions))
        {
            condition.LastHeartbeatTime = null;
        }

        return DocNode.DeepEquals(x, y);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Successfully registered node node={Node}")]
    private static partial void LogRegistered(ILogger logger, string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node's object wasn't written, trying again node={Node} err={Err}")]
    private static partial void LogRetry(ILogger logger, string node, string err);
}
