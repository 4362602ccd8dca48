using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Kubelet.Containers;

/// <summary>Requests and limits as the kernel's cgroups take them.</summary>
internal static class LinuxResources
{
    private const long MinShares = 2;
    private const long MaxShares = 262144;
    private const long SharesPerCpu = 1024;
    private const long PeriodMicroseconds = 100_000;
    private const long MinQuotaMicroseconds = 1000;

    public static long Shares(long milliCpu) => Math.Clamp(milliCpu * SharesPerCpu / 1000, MinShares, MaxShares);

    /// <summary>Microseconds in each period of 100 ms; 0 for no limit.</summary>
    public static long Quota(long milliCpu) => milliCpu == 0 ? 0 : Math.Max(milliCpu * PeriodMicroseconds / 1000, MinQuotaMicroseconds);

    public static Cri.V1.LinuxContainerResources ForContainer(Pod pod, Container container, NodeResources node)
    {
        var requests = container.Resources.Requests;
        var limits = container.Resources.Limits;
        var cpuRequest = requests.TryGetValue("cpu", out var request) ? request : limits["cpu"];
        var resources = new Cri.V1.LinuxContainerResources
        {
            CpuShares = Shares(cpuRequest.MilliValue),
            MemoryLimitInBytes = limits["memory"].Value,
            OomScoreAdj = OomScoreAdj(pod, container, node.MemoryBytes),
        };
        if (limits.TryGetValue("cpu", out var cpuLimit) && cpuLimit.MilliValue > 0)
        {
            resources.CpuPeriod = PeriodMicroseconds;
            resources.CpuQuota = Quota(cpuLimit.MilliValue);
        }

        return resources;
    }

    /// <summary>Of the whole pod: the sum of its containers, or one init container where that is more.</summary>
    public static Cri.V1.LinuxContainerResources ForPod(Pod pod)
    {
        var cpuLimited = pod.Spec.Containers.All(c => c.Resources.Limits.ContainsKey("cpu"));
        var memoryLimited = pod.Spec.Containers.All(c => c.Resources.Limits.ContainsKey("memory"));
        var resources = new Cri.V1.LinuxContainerResources
        {
            CpuShares = Shares(Total(pod, c => c.Resources.Requests, q => q.MilliValue, "cpu")),
        };
        if (cpuLimited && Total(pod, c => c.Resources.Limits, q => q.MilliValue, "cpu") is > 0 and var cpu)
        {
            resources.CpuPeriod = PeriodMicroseconds;
            resources.CpuQuota = Quota(cpu);
        }

        if (memoryLimited)
        {
            resources.MemoryLimitInBytes = Total(pod, c => c.Resources.Limits, q => q.Value, "memory");
        }

        return resources;
    }

    /// <summary>How early the kernel kills it when memory runs out: -997 for Guaranteed, 1000 for BestEffort, between them by request.</summary>
    public static long OomScoreAdj(Pod pod, Container container, long memoryCapacityBytes)
    {
        switch (QosClass(pod))
        {
            case "Guaranteed":
                return -997;
            case "BestEffort":
                return 1000;
        }

        var request = container.Resources.Requests["memory"].Value;
        var score = memoryCapacityBytes > 0 ? 1000 - (long)((Int128)1000 * request / memoryCapacityBytes) : 999;
        return score < 3 ? 3 : Math.Min(score, 999);
    }

    public static string QosClass(Pod pod)
    {
        if (pod.Status.QosClass.Length > 0)
        {
            return pod.Status.QosClass;
        }

        var any = false;
        var guaranteed = true;
        foreach (var container in pod.Spec.Containers.Concat(pod.Spec.InitContainers))
        {
            foreach (var name in new[] { "cpu", "memory" })
            {
                var request = container.Resources.Requests[name].MilliValue;
                var limit = container.Resources.Limits[name].MilliValue;
                any |= request > 0 || limit > 0;
                guaranteed &= limit > 0 && (request == 0 || request == limit);
            }
        }

        return !any ? "BestEffort" : guaranteed ? "Guaranteed" : "Burstable";
    }

    private static long Total(Pod pod, Func<Container, MapOf<Quantity>> list, Func<Quantity, long> value, string name)
    {
        long Of(Container c) => value(list(c)[name]);
        var sidecars = pod.Spec.InitContainers.Where(c => c.IsSidecar()).Sum(Of);
        var sum = pod.Spec.Containers.Sum(Of) + sidecars;
        return Math.Max(sum, pod.Spec.InitContainers.Where(c => !c.IsSidecar()).Select(Of).DefaultIfEmpty().Max() + sidecars);
    }
}
