using Microsoft.AspNetCore.Http;
using Navarch.ApiServer.Authorization;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authentication;

/// <summary>Impersonate-User and its fellows: a user who may do so acts as another.</summary>
internal static class Impersonation
{
    public static async ValueTask<UserInfo> ApplyAsync(HttpContext http, UserInfo user, IAuthorizer authorizer, CancellationToken cancellationToken)
    {
        var headers = http.Request.Headers;
        var name = headers["Impersonate-User"].ToString();
        var groups = headers["Impersonate-Group"];
        var uid = headers["Impersonate-Uid"].ToString();
        if (name.Length == 0)
        {
            if (groups.Count > 0 || uid.Length > 0)
            {
                throw ApiMachinery.Errors.Status.InternalError("requested impersonation of groups, uid or extra without impersonating a user").ToException();
            }
            return user;
        }
        var account = name.StartsWith("system:serviceaccount:", StringComparison.Ordinal) ? name.Split(':') : [];
        await CheckAsync(authorizer, user, account.Length == 4
            ? ("", "serviceaccounts", account[2], account[3])
            : ("", "users", "", name), cancellationToken).ConfigureAwait(false);
        foreach (var group in groups)
        {
            await CheckAsync(authorizer, user, ("", "groups", "", group!), cancellationToken).ConfigureAwait(false);
        }
        if (uid.Length > 0)
        {
            await CheckAsync(authorizer, user, ("authentication.k8s.io", "uids", "", uid), cancellationToken).ConfigureAwait(false);
        }
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (key, values) in headers)
        {
            if (key.StartsWith("Impersonate-Extra-", StringComparison.OrdinalIgnoreCase))
            {
                extra[Uri.UnescapeDataString(key["Impersonate-Extra-".Length..]).ToLowerInvariant()] = [.. values.Select(v => v ?? "")];
            }
        }
        List<string> memberOf = [.. groups.Select(g => g!)];
        if (account.Length == 4 && memberOf.Count == 0)
        {
            memberOf.AddRange(["system:serviceaccounts", "system:serviceaccounts:" + account[2]]);
        }
        if (name != UserInfo.Anonymous.Name && !memberOf.Contains(UserInfo.Authenticated))
        {
            memberOf.Add(UserInfo.Authenticated);
        }
        return new UserInfo(name, memberOf) { Uid = uid, Extra = extra };
    }

    private static async ValueTask CheckAsync(IAuthorizer authorizer, UserInfo user, (string Group, string Resource, string Namespace, string Name) target, CancellationToken cancellationToken)
    {
        var info = new RequestInfo { IsResourceRequest = true, Path = "", Verb = "impersonate", Group = target.Group, Resource = target.Resource, Namespace = target.Namespace, Name = target.Name };
        if (await authorizer.DecideAsync(user, info, cancellationToken).ConfigureAwait(false) is { Allowed: false } refused)
        {
            throw Refusals.Forbidden(user, info, refused.Reason).ToException();
        }
    }
}
