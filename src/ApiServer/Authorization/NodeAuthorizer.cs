using Navarch.Api.Rbac.V1;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authorization;

/// <summary>Nodes may do what the role system:node says.</summary>
internal sealed class NodeAuthorizer(ResourceRegistry registry) : IAuthorizer
{
    public ValueTask<Decision> DecideAsync(UserInfo user, RequestInfo request, CancellationToken cancellationToken)
    {
        if (!user.IsIn("system:nodes") || !user.Name.StartsWith("system:node:", StringComparison.Ordinal))
        {
            return new(new Decision(false, ""));
        }
        var roles = registry.For<ClusterRole>().Cache!;
        if (roles.Get(roles.KeyOf(null, "system:node"))?.Document is ClusterRole role)
        {
            foreach (var rule in role.Rules)
            {
                if (RbacAuthorizer.Allows(rule, request))
                {
                    return new(new Decision(true, ""));
                }
            }
        }
        return new(new Decision(false, ""));
    }
}
