using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Containers;

/// <summary>The resolv.conf of a pod by its dnsPolicy and dnsConfig.</summary>
internal sealed class PodDns(IReadOnlyList<string> clusterDns, string clusterDomain, string hostResolvConf)
{
    public Cri.V1.DNSConfig Compute(Pod pod)
    {
        var result = new Cri.V1.DNSConfig();
        var policy = pod.Spec.DnsPolicy;
        if (policy == "ClusterFirst" && pod.Spec.HostNetwork || clusterDns.Count == 0 && policy is "ClusterFirst" or "ClusterFirstWithHostNet")
        {
            policy = "Default";
        }

        switch (policy)
        {
            case "None":
                break;
            case "Default":
                ReadHost(result, servers: true);
                break;
            default:
                result.Servers.AddRange(clusterDns);
                if (clusterDomain.Length > 0)
                {
                    result.Searches.Add([$"{pod.Metadata.Namespace}.svc.{clusterDomain}", $"svc.{clusterDomain}", clusterDomain]);
                }

                result.Options.Add("ndots:5");
                ReadHost(result, servers: false);
                break;
        }

        if (pod.Spec.DnsConfig is { } own)
        {
            Add(result.Servers, own.Nameservers);
            Add(result.Searches, own.Searches);
            foreach (var option in own.Options)
            {
                var name = option.Name + ":";
                var old = result.Options.FirstOrDefault(o => o == option.Name || o.StartsWith(name, StringComparison.Ordinal));
                if (old is not null)
                {
                    result.Options.Remove(old);
                }

                result.Options.Add(option.Value.Length > 0 ? name + option.Value : option.Name);
            }
        }

        return result;
    }

    private void ReadHost(Cri.V1.DNSConfig config, bool servers)
    {
        if (!File.Exists(hostResolvConf))
        {
            return;
        }

        foreach (var line in File.ReadLines(hostResolvConf))
        {
            var words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["nameserver", var server, ..] when servers:
                    config.Servers.Add(server);
                    break;
                case ["search", .. var searches]:
                    Add(config.Searches, searches.Where(s => s != "."));
                    break;
                case ["options", .. var options] when servers:
                    config.Options.AddRange(options);
                    break;
            }
        }
    }

    private static void Add(Google.Protobuf.Collections.RepeatedField<string> list, IEnumerable<string> items)
    {
        foreach (var item in items)
        {
            if (!list.Contains(item))
            {
                list.Add(item);
            }
        }
    }
}
