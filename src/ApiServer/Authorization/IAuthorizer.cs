using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authorization;

/// <summary>An authorizer's answer.</summary>
/// <param name="Allowed">True when the request may go on.</param>
/// <param name="Reason">Why not, or by what right.</param>
public readonly record struct Decision(bool Allowed, string Reason);

/// <summary>Decides who may do what.</summary>
public interface IAuthorizer
{
    /// <summary>Decides one request.</summary>
    ValueTask<Decision> DecideAsync(UserInfo user, RequestInfo request, CancellationToken cancellationToken);
}

/// <summary>Asks several authorizers; the first that allows decides.</summary>
public sealed class AuthorizerUnion(IReadOnlyList<IAuthorizer> authorizers) : IAuthorizer
{
    /// <inheritdoc/>
    public async ValueTask<Decision> DecideAsync(UserInfo user, RequestInfo request, CancellationToken cancellationToken)
    {
        var reason = "";
        foreach (var authorizer in authorizers)
        {
            var decision = await authorizer.DecideAsync(user, request, cancellationToken).ConfigureAwait(false);
            if (decision.Allowed)
            {
                return decision;
            }
            reason = decision.Reason.Length > 0 ? decision.Reason : reason;
        }
        return new Decision(false, reason);
    }
}

/// <summary>The texts of refusals.</summary>
internal static class Refusals
{
    /// <summary>What a user may not do, in upstream's words.</summary>
    public static Status Forbidden(UserInfo user, RequestInfo request, string reason)
    {
        if (!request.IsResourceRequest)
        {
            return new Status
            {
                Code = 403,
                Reason = StatusReason.Forbidden,
                Message = $"forbidden: User \"{user.Name}\" cannot {request.Verb} path \"{request.Path}\"{(reason.Length > 0 ? ": " + reason : "")}",
                Details = new StatusDetails(),
            };
        }
        var resource = request.Subresource.Length > 0 ? $"{request.Resource}/{request.Subresource}" : request.Resource;
        var where = request.Namespace.Length > 0 ? $" in the namespace \"{request.Namespace}\"" : " at the cluster scope";
        var why = $"User \"{user.Name}\" cannot {request.Verb} resource \"{resource}\" in API group \"{request.Group}\"{where}{(reason.Length > 0 ? ": " + reason : "")}";
        return Status.Forbidden(new GroupResource(request.Group, request.Resource), request.Name, why);
    }
}
