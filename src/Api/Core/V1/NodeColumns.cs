namespace Navarch.Api.Core.V1;

/// <summary>The columns of nodes.</summary>
internal static class NodeColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";
    private const string OldRoleLabel = "kubernetes.io/role";

    public static IReadOnlyList<TableColumn> All { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Node>("Status", "Whether pods can run on it.", Status),
        Cells.Of<Node>("Roles", "Its roles, by label.", Roles),
        TableColumn.Age,
        Cells.Of<Node>("Version", "The kubelet's version.", static node => node.Status.NodeInfo.KubeletVersion),
        Cells.Of<Node>("Internal-IP", "Its address within the cluster.", static node => Address(node, "InternalIP"), wide: true),
        Cells.Of<Node>("External-IP", "Its address for the world.", static node => Address(node, "ExternalIP"), wide: true),
        Cells.Of<Node>("OS-Image", "Its operating system.", static node => OrUnknown(node.Status.NodeInfo.OsImage), wide: true),
        Cells.Of<Node>("Kernel-Version", "Its kernel.", static node => OrUnknown(node.Status.NodeInfo.KernelVersion), wide: true),
        Cells.Of<Node>("Container-Runtime", "Its container runtime.", static node => OrUnknown(node.Status.NodeInfo.ContainerRuntimeVersion), wide: true),
    ];

    private static string Status(Node node)
    {
        var status = "Unknown";
        foreach (var condition in node.Status.Conditions)
        {
            if (condition.Type == "Ready")
            {
                status = condition.Status == "True" ? "Ready" : "NotReady";
            }
        }
        return node.Spec.Unschedulable ? status + ",SchedulingDisabled" : status;
    }

    private static string Roles(Node node)
    {
        var roles = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in node.Metadata.Labels)
        {
            if (name.StartsWith(RolePrefix, StringComparison.Ordinal) && name.Length > RolePrefix.Length)
            {
                roles.Add(name[RolePrefix.Length..]);
            }
            else if (name == OldRoleLabel && value.Length > 0)
            {
                roles.Add(value);
            }
        }
        return Cells.OrNone(string.Join(',', roles));
    }

    private static string Address(Node node, string type) => Cells.OrNone(node.Status.Addresses.FirstOrDefault(address => address.Type == type)?.Address);

    private static string OrUnknown(string text) => text.Length == 0 ? Cells.Unknown : text;
}
