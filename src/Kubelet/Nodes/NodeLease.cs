using Microsoft.Extensions.Logging;
using Navarch.Api.Coordination.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;

namespace Navarch.Kubelet.Nodes;

/// <summary>The heartbeat: one small object in kube-node-lease that says when this node was last alive.</summary>
internal sealed partial class NodeLease(IApiClient client, KubeletOptions options, TimeProvider time, ILogger logger)
{
    private const string Namespace = "kube-node-lease";
    private Lease? lease;

    public async Task RenewAsync(Node node, CancellationToken ct)
    {
        try
        {
            if (lease is null)
            {
                lease = await client.FindAsync<Lease>(Namespace, options.NodeName, ct);
            }

            if (lease is null)
            {
                lease = await client.CreateAsync(Renewed(null, node), cancellationToken: ct);
            }
            else
            {
                lease = await client.UpdateAsync(Renewed(lease, node), cancellationToken: ct);
            }
        }
        catch (ApiException e)
        {
            // Someone else wrote or removed it; the next round begins with what is there.
            lease = null;
            LogFailed(logger, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e.Message);
        }
    }

    private Lease Renewed(Lease? old, Node node)
    {
        var result = old is null
            ? new Lease { Metadata = new ObjectMeta { Name = options.NodeName, Namespace = Namespace } }
            : (Lease)old.DeepClone();
        if (result.Metadata.OwnerReferences.Count == 0)
        {
            result.Metadata.OwnerReferences = [new OwnerReference { ApiVersion = "v1", Kind = "Node", Name = node.Metadata.Name, Uid = node.Metadata.Uid }];
        }

        result.Spec.HolderIdentity = options.NodeName;
        result.Spec.LeaseDurationSeconds = options.NodeLeaseDurationSeconds;
        result.Spec.RenewTime = time.GetUtcNow();
        return result;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The node's lease wasn't renewed err={Err}")]
    private static partial void LogFailed(ILogger logger, string err);
}
