using Navarch.Api;
using Navarch.Api.Rbac.V1;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.WatchCache;

namespace Navarch.ApiServer.Authorization;

/// <summary>Role-based access control over the cached roles and bindings.</summary>
public sealed class RbacAuthorizer(ResourceRegistry registry) : IAuthorizer
{
    /// <inheritdoc/>
    public ValueTask<Decision> DecideAsync(UserInfo user, RequestInfo request, CancellationToken cancellationToken)
    {
        if (user.IsIn(UserInfo.Masters))
        {
            return new(new Decision(true, ""));
        }
        foreach (var cached in Cache<ClusterRoleBinding>().List(Cache<ClusterRoleBinding>().Prefix).Span)
        {
            var binding = (ClusterRoleBinding)cached.Document;
            if (AppliesTo(binding.Subjects, user, "") && RulesOf(binding.RoleRef, "") is { } rules && Allows(rules, request))
            {
                return new(new Decision(true, $"RBAC: allowed by ClusterRoleBinding \"{binding.Metadata.Name}\" of {binding.RoleRef.Kind} \"{binding.RoleRef.Name}\""));
            }
        }
        if (request.Namespace.Length > 0)
        {
            foreach (var cached in Cache<RoleBinding>().List(Cache<RoleBinding>().PrefixOf(request.Namespace)).Span)
            {
                var binding = (RoleBinding)cached.Document;
                if (AppliesTo(binding.Subjects, user, request.Namespace) && RulesOf(binding.RoleRef, request.Namespace) is { } rules && Allows(rules, request))
                {
                    return new(new Decision(true, $"RBAC: allowed by RoleBinding \"{binding.Metadata.Name}/{request.Namespace}\" of {binding.RoleRef.Kind} \"{binding.RoleRef.Name}\""));
                }
            }
        }
        return new(new Decision(false, ""));
    }

    /// <summary>The rules that apply to a user in a namespace, for reviews.</summary>
    public IEnumerable<PolicyRule> RulesFor(UserInfo user, string ns)
    {
        foreach (var cached in Cache<ClusterRoleBinding>().List(Cache<ClusterRoleBinding>().Prefix).ToArray())
        {
            var binding = (ClusterRoleBinding)cached.Document;
            if (AppliesTo(binding.Subjects, user, ""))
            {
                foreach (var rule in RulesOf(binding.RoleRef, "") ?? [])
                {
                    yield return rule;
                }
            }
        }
        if (ns.Length == 0)
        {
            yield break;
        }
        foreach (var cached in Cache<RoleBinding>().List(Cache<RoleBinding>().PrefixOf(ns)).ToArray())
        {
            var binding = (RoleBinding)cached.Document;
            if (AppliesTo(binding.Subjects, user, ns))
            {
                foreach (var rule in RulesOf(binding.RoleRef, ns) ?? [])
                {
                    yield return rule;
                }
            }
        }
    }

    private ResourceCache Cache<T>() where T : KubernetesObject, IKind<T> => registry.For<T>().Cache!;

    private IReadOnlyList<PolicyRule>? RulesOf(RoleRef role, string ns)
    {
        if (role.Kind == "ClusterRole")
        {
            var cache = Cache<ClusterRole>();
            return (cache.Get(cache.KeyOf(null, role.Name))?.Document as ClusterRole)?.Rules;
        }
        var roles = Cache<Role>();
        return (roles.Get(roles.KeyOf(ns, role.Name))?.Document as Role)?.Rules;
    }

    private static bool AppliesTo(IEnumerable<Subject> subjects, UserInfo user, string ns)
    {
        foreach (var subject in subjects)
        {
            var applies = subject.Kind switch
            {
                "User" => subject.Name == user.Name,
                "Group" => user.IsIn(subject.Name),
                "ServiceAccount" => user.Name == $"system:serviceaccount:{(subject.Namespace.Length > 0 ? subject.Namespace : ns)}:{subject.Name}",
                _ => false,
            };
            if (applies)
            {
                return true;
            }
        }
        return false;
    }

    private static bool Allows(IReadOnlyList<PolicyRule> rules, RequestInfo request)
    {
        foreach (var rule in rules)
        {
            if (Allows(rule, request))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True when one rule allows a request.</summary>
    public static bool Allows(PolicyRule rule, RequestInfo request)
    {
        if (!Names(rule.Verbs, request.Verb))
        {
            return false;
        }
        if (!request.IsResourceRequest)
        {
            foreach (var url in rule.NonResourceURLs)
            {
                if (url == "*" || url == request.Path || (url.EndsWith('*') && request.Path.StartsWith(url[..^1], StringComparison.Ordinal)))
                {
                    return true;
                }
            }
            return false;
        }
        return Names(rule.ApiGroups, request.Group) && NamesResource(rule, request) && (rule.ResourceNames.Count == 0 || Contains(rule.ResourceNames, request.Name));
    }

    private static bool NamesResource(PolicyRule rule, RequestInfo request)
    {
        foreach (var resource in rule.Resources)
        {
            if (resource == "*")
            {
                return true;
            }
            if (request.Subresource.Length == 0 ? resource == request.Resource
                : resource == $"{request.Resource}/{request.Subresource}" || resource == $"*/{request.Subresource}")
            {
                return true;
            }
        }
        return false;
    }

    private static bool Names(IEnumerable<string> allowed, string value)
    {
        foreach (var a in allowed)
        {
            if (a == "*" || a == value)
            {
                return true;
            }
        }
        return false;
    }

    private static bool Contains(IEnumerable<string> names, string value) => names.Contains(value, StringComparer.Ordinal);
}
