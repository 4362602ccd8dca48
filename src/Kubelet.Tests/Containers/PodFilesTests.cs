using Navarch.Api.Core.V1;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Tests.Containers;

public sealed class PodFilesTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kubelet-dns").FullName;

    [Fact]
    public void Cluster_first_searches_the_namespace_then_the_hosts_domains()
    {
        var dns = Dns("search corp.example\nnameserver 192.0.2.53\n").Compute(Pod("ClusterFirst"));
        Assert.Equal(["10.96.0.10"], dns.Servers);
        Assert.Equal(["ns.svc.cluster.local", "svc.cluster.local", "cluster.local", "corp.example"], dns.Searches);
        Assert.Equal(["ndots:5"], dns.Options);
    }

    [Fact]
    public void A_pod_in_the_hosts_network_gets_the_hosts_servers_unless_it_asks_otherwise()
    {
        var pod = Pod("ClusterFirst");
        pod.Spec.HostNetwork = true;
        Assert.Equal(["192.0.2.53"], Dns("nameserver 192.0.2.53\n").Compute(pod).Servers);
        pod.Spec.DnsPolicy = "ClusterFirstWithHostNet";
        Assert.Equal(["10.96.0.10"], Dns("nameserver 192.0.2.53\n").Compute(pod).Servers);
    }

    [Fact]
    public void The_pods_own_settings_are_added_and_its_options_win()
    {
        var pod = Pod("ClusterFirst");
        pod.Spec.DnsConfig = new PodDNSConfig { Searches = ["my.example"], Options = [new PodDNSConfigOption { Name = "ndots", Value = "2" }] };
        var dns = Dns("").Compute(pod);
        Assert.Equal("my.example", dns.Searches[^1]);
        Assert.Equal(["ndots:2"], dns.Options);
    }

    [Fact]
    public void Etc_hosts_names_the_pod_with_its_subdomain_and_its_aliases()
    {
        var pod = Pod("ClusterFirst");
        pod.Spec.Hostname = "h";
        pod.Spec.Subdomain = "sub";
        pod.Spec.HostAliases = [new HostAlias { Ip = "192.0.2.7", Hostnames = ["x", "y"] }];
        var text = PodHostname.EtcHosts(pod, "10.0.0.9", "cluster.local");
        Assert.StartsWith("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n", text, StringComparison.Ordinal);
        Assert.Contains("10.0.0.9\th.sub.ns.svc.cluster.local\th\n", text, StringComparison.Ordinal);
        Assert.EndsWith("# Entries added by HostAliases.\n192.0.2.7\tx\ty\n", text, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private static Pod Pod(string policy)
    {
        var pod = Build.Pod("Always");
        pod.Spec.DnsPolicy = policy;
        return pod;
    }

    private PodDns Dns(string resolvConf)
    {
        var file = Path.Combine(directory, "resolv.conf");
        File.WriteAllText(file, resolvConf);
        return new PodDns(["10.96.0.10"], "cluster.local", file);
    }
}
