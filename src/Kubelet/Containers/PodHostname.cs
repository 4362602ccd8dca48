using System.Text;
using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Containers;

/// <summary>A pod's host name, its domain, and the /etc/hosts that says so.</summary>
internal static class PodHostname
{
    private const int MaxLength = 63;

    /// <summary>The short name and the domain below the cluster's, which is empty without a subdomain.</summary>
    public static (string Hostname, string Domain) Compute(Pod pod, string clusterDomain)
    {
        if (pod.Spec.HostnameOverride is { Length: > 0 } own)
        {
            return (own, "");
        }

        var name = pod.Spec.Hostname.Length > 0 ? pod.Spec.Hostname
            : pod.Metadata.Name.Length <= MaxLength ? pod.Metadata.Name
            : pod.Metadata.Name[..MaxLength].TrimEnd('-', '.');
        var domain = pod.Spec.Subdomain.Length > 0 ? $"{pod.Spec.Subdomain}.{pod.Metadata.Namespace}.svc.{clusterDomain}" : "";
        return (name, domain);
    }

    /// <summary>What the kernel's hostname is inside the pod.</summary>
    public static string ForSandbox(Pod pod, string clusterDomain)
    {
        var (name, domain) = Compute(pod, clusterDomain);
        return pod.Spec.SetHostnameAsFQDN == true && domain.Length > 0 ? $"{name}.{domain}" : name;
    }

    /// <summary>The /etc/hosts of the pod's containers.</summary>
    public static string EtcHosts(Pod pod, string podIp, string clusterDomain)
    {
        var text = new StringBuilder();
        if (pod.Spec.HostNetwork)
        {
            text.Append("# Kubernetes-managed hosts file (host network).\n");
            text.Append(File.Exists("/etc/hosts") ? File.ReadAllText("/etc/hosts") : "127.0.0.1\tlocalhost\n");
        }
        else
        {
            text.Append("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\n" +
                "fe00::0\tip6-mcastprefix\nfe00::1\tip6-allnodes\nfe00::2\tip6-allrouters\n");
            var (name, domain) = Compute(pod, clusterDomain);
            text.Append(podIp).Append('\t');
            if (domain.Length > 0)
            {
                text.Append(name).Append('.').Append(domain).Append('\t');
            }

            text.Append(name).Append('\n');
        }

        if (pod.Spec.HostAliases.Count > 0)
        {
            text.Append("\n# Entries added by HostAliases.\n");
            foreach (var alias in pod.Spec.HostAliases)
            {
                text.Append(alias.Ip).Append('\t').AppendJoin('\t', alias.Hostnames).Append('\n');
            }
        }

        return text.ToString();
    }
}
