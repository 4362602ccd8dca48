using Navarch.Api.Rbac.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Selectors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Keeps the rules of ClusterRoles with an aggregationRule: the rules of all roles that it selects, in the order of their names.</summary>
internal sealed class ClusterRoleAggregationController(ControllerContext context) : IReconciler
{
    private readonly SharedInformer<ClusterRole> _roles = context.Informers.For<ClusterRole>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<ClusterRole>(role => role.AggregationRule is not null);
        builder.Watches<ClusterRole>(_ => _roles.List().Where(r => r.AggregationRule is not null).Select(r => new Request("", r.Metadata.Name)));
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_roles.Get(null, request.Name) is not { AggregationRule: { } aggregation } role)
        {
            return Result.Done;
        }
        var selectors = aggregation.ClusterRoleSelectors.Select(s => Selector.FromDocument(s)).ToList();
        var rules = new List<PolicyRule>();
        foreach (var other in _roles.List().Where(r => r.Metadata.Name != request.Name && selectors.Any(s => s.Matches(r.Metadata.Labels))).OrderBy(r => r.Metadata.Name, StringComparer.Ordinal))
        {
            foreach (var rule in other.Rules)
            {
                if (!rules.Any(r => DocNode.DeepEquals(r, rule)))
                {
                    rules.Add(rule);
                }
            }
        }
        var updated = role.Copy();
        updated.Rules = rules.Select(r => r.Copy()).ToListOf();
        if (!DocNode.DeepEquals(updated, role))
        {
            await context.Client.UpdateAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }
}
