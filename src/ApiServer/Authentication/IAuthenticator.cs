using Microsoft.AspNetCore.Http;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authentication;

/// <summary>Finds out who makes a request.</summary>
public interface IAuthenticator
{
    /// <summary>The user; null when the request bears no credential of this kind.</summary>
    /// <exception cref="ApiMachinery.Errors.ApiException">Unauthorized: there is such a credential, but it is not valid.</exception>
    ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken);
}

/// <summary>Asks several authenticators; the first that knows the user decides. Nobody knows: anonymous.</summary>
public sealed class AuthenticatorUnion(IReadOnlyList<IAuthenticator> authenticators) : IAuthenticator
{
    /// <inheritdoc/>
    public async ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        foreach (var authenticator in authenticators)
        {
            if (await authenticator.AuthenticateAsync(context, cancellationToken).ConfigureAwait(false) is { } user)
            {
                return user.IsIn(UserInfo.Authenticated) ? user : user with { Groups = [.. user.Groups, UserInfo.Authenticated] };
            }
        }
        return BearerToken.Of(context) is not null
            ? throw ApiMachinery.Errors.Status.Unauthorized().ToException()
            : UserInfo.Anonymous;
    }
}
