using System.Globalization;
using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Containers;

/// <summary>
/// The cgroups of pods: kubepods, its QoS classes, and one for each pod with the pod's limits. The runtime makes the containers' own
/// below it. cgroup v1 (one hierarchy a controller) and v2 are told apart at start.
/// </summary>
internal sealed class PodCgroups(string mount = "/sys/fs/cgroup")
{
    private readonly bool unified = File.Exists(Path.Combine(mount, "cgroup.controllers"));

    /// <summary>The path of a pod's cgroup below the hierarchy's root.</summary>
    public static string Parent(Pod pod) => Parent(pod.Metadata.Uid, LinuxResources.QosClass(pod));

    /// <summary>Makes the pod's cgroup and sets its limits, before the sandbox is made in it.</summary>
    public void SetUp(Pod pod)
    {
        var resources = LinuxResources.ForPod(pod);
        var parent = Parent(pod).TrimStart('/');
        if (unified)
        {
            var directory = Path.Combine(mount, parent);
            Enable(directory);
            // The conversion is upstream's and containerd's: shares [2, 262144] to weight [1, 10000].
            TryWrite(directory, "cpu.weight", 1 + (resources.CpuShares - 2) * 9999 / 262142);
            if (resources.CpuQuota > 0)
            {
                TryWrite(directory, "cpu.max", $"{resources.CpuQuota} {resources.CpuPeriod}");
            }

            if (resources.MemoryLimitInBytes > 0)
            {
                TryWrite(directory, "memory.max", resources.MemoryLimitInBytes);
            }

            return;
        }

        // Only where something is set: the runtime makes the other hierarchies' directories, and cpuset needs its care.
        var cpu = Path.Combine(mount, "cpu", parent);
        Directory.CreateDirectory(cpu);
        TryWrite(cpu, "cpu.shares", resources.CpuShares);
        if (resources.CpuQuota > 0)
        {
            TryWrite(cpu, "cpu.cfs_period_us", resources.CpuPeriod);
            TryWrite(cpu, "cpu.cfs_quota_us", resources.CpuQuota);
        }

        if (resources.MemoryLimitInBytes > 0)
        {
            var memory = Path.Combine(mount, "memory", parent);
            Directory.CreateDirectory(memory);
            TryWrite(memory, "memory.limit_in_bytes", resources.MemoryLimitInBytes);
        }
    }

    /// <summary>Removes what is left of a pod's cgroups after its containers are gone.</summary>
    public void TearDown(string uid)
    {
        var hierarchies = unified ? [mount] : Directory.GetDirectories(mount);
        foreach (var hierarchy in hierarchies)
        {
            foreach (var qos in new[] { "Guaranteed", "Burstable", "BestEffort" })
            {
                Remove(Path.Combine(hierarchy, Parent(uid, qos).TrimStart('/')));
            }
        }
    }

    private static string Parent(string uid, string qosClass) => qosClass switch
    {
        "Guaranteed" => $"/kubepods/pod{uid}",
        "BestEffort" => $"/kubepods/besteffort/pod{uid}",
        _ => $"/kubepods/burstable/pod{uid}",
    };

    private static void Remove(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }

        try
        {
            foreach (var child in Directory.GetDirectories(directory))
            {
                Remove(child);
            }

            // rmdir: the files in a cgroup are no files.
            Rmdir(directory);
        }
        catch (DirectoryNotFoundException)
        {
            // The runtime was faster.
        }
    }

    private static void Rmdir(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: false);
        }
        catch (IOException)
        {
            // Something still dies in it; an empty cgroup left behind does no harm.
        }
    }

    /// <summary>Makes a v2 cgroup whose ancestors pass the controllers on.</summary>
    private void Enable(string directory)
    {
        var relative = Path.GetRelativePath(mount, directory).Split('/');
        var current = mount;
        foreach (var part in relative)
        {
            TryWrite(current, "cgroup.subtree_control", "+cpu +memory +pids +cpuset +io");
            current = Path.Combine(current, part);
            Directory.CreateDirectory(current);
        }
    }

    private static void TryWrite(string directory, string file, long value) =>
        TryWrite(directory, file, value.ToString(CultureInfo.InvariantCulture));

    private static void TryWrite(string directory, string file, string value)
    {
        try
        {
            File.WriteAllText(Path.Combine(directory, file), value);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A controller that the kernel hasn't got: the container's own limits still hold.
        }
    }
}
