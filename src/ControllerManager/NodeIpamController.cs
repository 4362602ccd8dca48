using System.Net;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Gives each node its own part of the cluster's pod addresses. It owns spec.podCIDR; two nodes never have the same part.</summary>
internal sealed class NodeIpamController : IReconciler
{
    private readonly ControllerContext _context;
    private readonly SharedInformer<Node> _nodes;
    private readonly IPNetwork _cluster;
    private readonly int _maskSize;

    public NodeIpamController(ControllerContext context, string clusterCidr, int maskSize)
    {
        _context = context;
        _nodes = context.Informers.For<Node>();
        _cluster = IPNetwork.Parse(clusterCidr);
        _maskSize = maskSize;
    }

    public void Configure(ControllerBuilder builder)
    {
        // One at a time: what is free is known only after the last one was given.
        builder.Concurrency = 1;
        builder.For<Node>(node => node.Spec.PodCIDR.Length == 0);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_nodes.Get(null, request.Name) is not { } node || node.Spec.PodCIDR.Length > 0 || node.IsDeleting())
        {
            return Result.Done;
        }
        var used = _nodes.List().SelectMany(n => n.Spec.PodCIDRs.Append(n.Spec.PodCIDR)).Where(c => c.Length > 0).ToHashSet(StringComparer.Ordinal);
        if (FirstFree(_cluster, _maskSize, used) is not { } cidr)
        {
            _context.Events.Normal(node, "CIDRNotAvailable", $"Node {request.Name} status is now: CIDRNotAvailable");
            return Result.After(TimeSpan.FromSeconds(30));
        }
        var cidrs = new DocList(TypeSchema.Any) { cidr };
        var patch = new DocMap(TypeSchema.Any) { ["spec"] = new DocMap(TypeSchema.Any) { ["podCIDR"] = cidr, ["podCIDRs"] = cidrs } };
        var written = await _context.Client.PatchAsync<Node>(null, request.Name, new Patch(PatchType.Merge, patch), cancellationToken: cancellationToken).ConfigureAwait(false);
        // The next node must see it.
        await _nodes.WaitForVersionAsync(long.Parse(written.Metadata.ResourceVersion, System.Globalization.CultureInfo.InvariantCulture), cancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(5), _context.Time, cancellationToken).ConfigureAwait(false);
        return Result.Done;
    }

    /// <summary>The first part of the range that nobody has; null when all are taken.</summary>
    internal static string? FirstFree(IPNetwork cluster, int maskSize, IReadOnlySet<string> used)
    {
        var bytes = cluster.BaseAddress.GetAddressBytes();
        var bits = bytes.Length * 8;
        if (maskSize < cluster.PrefixLength || maskSize > bits)
        {
            return null;
        }
        var parts = maskSize - cluster.PrefixLength >= 31 ? int.MaxValue : 1 << (maskSize - cluster.PrefixLength);
        var first = new System.Numerics.BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var step = System.Numerics.BigInteger.One << (bits - maskSize);
        for (var i = 0; i < parts; i++)
        {
            var address = (first + (step * i)).ToByteArray(isUnsigned: true, isBigEndian: true);
            var full = new byte[bytes.Length];
            address.CopyTo(full, bytes.Length - address.Length);
            var cidr = $"{new IPAddress(full)}/{maskSize}";
            if (!used.Contains(cidr))
            {
                return cidr;
            }
        }
        return null;
    }
}
