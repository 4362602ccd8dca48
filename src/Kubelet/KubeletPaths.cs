using System.Globalization;

namespace Navarch.Kubelet;

/// <summary>Where the kubelet keeps the files of pods; the layout below the root is upstream's.</summary>
internal sealed class KubeletPaths(string root, string podLogs)
{
    public string Root => root;

    public string Pods => Path.Combine(root, "pods");

    public string PodLogsRoot => podLogs;

    public string Pod(string uid) => Path.Combine(root, "pods", uid);

    public string EtcHosts(string uid) => Path.Combine(Pod(uid), "etc-hosts");

    /// <summary>Of the termination message files of one container.</summary>
    public string Container(string uid, string name) => Path.Combine(Pod(uid), "containers", name);

    public string Volumes(string uid) => Path.Combine(Pod(uid), "volumes");

    /// <summary>The plugin's name is as kubernetes.io/empty-dir.</summary>
    public string Volume(string uid, string plugin, string name) =>
        Path.Combine(Volumes(uid), plugin.Replace("/", "~", StringComparison.Ordinal), name);

    public string PodLogs(string ns, string name, string uid) => Path.Combine(podLogs, $"{ns}_{name}_{uid}");

    /// <summary>Of a container's log, below <see cref="PodLogs"/>.</summary>
    public static string ContainerLog(string container, int restartCount) =>
        Path.Combine(container, restartCount.ToString(CultureInfo.InvariantCulture) + ".log");
}
