using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Tests.Containers;

public sealed class LinuxResourcesTests
{
    [Fact]
    public void Requests_become_shares_and_limits_become_quota_and_memory()
    {
        var container = Limited("250m", "500m", "128Mi");
        var resources = LinuxResources.ForContainer(Build.Pod("Always", container), container, new NodeResources(4000, 1L << 30, 0));
        Assert.Equal(256, resources.CpuShares);
        Assert.Equal(50_000, resources.CpuQuota);
        Assert.Equal(100_000, resources.CpuPeriod);
        Assert.Equal(128 << 20, resources.MemoryLimitInBytes);
    }

    [Fact]
    public void Without_anything_a_container_has_the_least_shares_and_is_killed_first()
    {
        var container = Build.Container("c");
        var resources = LinuxResources.ForContainer(Build.Pod("Always", container), container, new NodeResources(4000, 1L << 30, 0));
        Assert.Equal(2, resources.CpuShares);
        Assert.Equal(0, resources.CpuQuota);
        Assert.Equal(1000, resources.OomScoreAdj);
    }

    [Theory]
    [InlineData("500m", "500m", "Guaranteed", -997)]
    [InlineData("250m", "500m", "Burstable", 875)]
    public void The_class_of_service_decides_when_memory_runs_out(string request, string limit, string qos, long score)
    {
        var container = Limited(request, limit, "128Mi");
        var pod = Build.Pod("Always", container);
        Assert.Equal(qos, LinuxResources.QosClass(pod));
        Assert.Equal(score, LinuxResources.OomScoreAdj(pod, container, 1L << 30));
    }

    private static Container Limited(string cpuRequest, string cpuLimit, string memory)
    {
        var container = Build.Container("c");
        container.Resources.Requests = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpuRequest), ["memory"] = Quantity.Parse(memory) }.ToMapOf();
        container.Resources.Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse(cpuLimit), ["memory"] = Quantity.Parse(memory) }.ToMapOf();
        return container;
    }
}
