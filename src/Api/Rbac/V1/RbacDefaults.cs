using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Rbac.V1;

/// <summary>What upstream's v1 sets in bindings.</summary>
internal static class RbacDefaults
{
    private const string Group = "rbac.authorization.k8s.io";

    public static void Set(RoleRef roleRef, ListOf<Subject> subjects)
    {
        if (roleRef.ApiGroup.Length == 0)
        {
            roleRef.ApiGroup = Group;
        }
        foreach (var subject in subjects)
        {
            if (subject.ApiGroup.Length == 0 && subject.Kind is "User" or "Group")
            {
                subject.ApiGroup = Group;
            }
        }
    }

    /// <summary>The names of the subjects of one kind.</summary>
    public static string Names(ListOf<Subject> subjects, string kind)
    {
        var names = subjects.Where(subject => subject.Kind == kind).Select(subject => kind == "ServiceAccount" ? subject.Namespace + "/" + subject.Name : subject.Name);
        return string.Join(", ", names);
    }
}
