using Navarch.Api.Core.V1;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Containers;

/// <summary>Makes what CRI needs to run a pod's sandbox.</summary>
internal sealed class SandboxConfigs(KubeletPaths paths, PodDns dns, string clusterDomain)
{
    public Cri.V1.PodSandboxConfig Make(Pod pod, uint attempt)
    {
        var config = new Cri.V1.PodSandboxConfig
        {
            Metadata = new Cri.V1.PodSandboxMetadata
            {
                Name = pod.Metadata.Name,
                Namespace = pod.Metadata.Namespace,
                Uid = pod.Metadata.Uid,
                Attempt = attempt,
            },
            LogDirectory = paths.PodLogs(pod.Metadata.Namespace, pod.Metadata.Name, pod.Metadata.Uid),
            DnsConfig = dns.Compute(pod),
            Linux = new Cri.V1.LinuxPodSandboxConfig
            {
                CgroupParent = PodCgroups.Parent(pod),
                SecurityContext = SecurityContexts.ForSandbox(pod),
                Resources = LinuxResources.ForPod(pod),
            },
        };
        if (!pod.Spec.HostNetwork)
        {
            config.Hostname = PodHostname.ForSandbox(pod, clusterDomain);
            foreach (var port in pod.Spec.Containers.Concat(pod.Spec.InitContainers.Where(c => c.IsSidecar())).SelectMany(c => c.Ports))
            {
                if (port.HostPort > 0)
                {
                    config.PortMappings.Add(new Cri.V1.PortMapping
                    {
                        Protocol = port.Protocol switch { "UDP" => Cri.V1.Protocol.Udp, "SCTP" => Cri.V1.Protocol.Sctp, _ => Cri.V1.Protocol.Tcp },
                        ContainerPort = port.ContainerPortValue,
                        HostPort = port.HostPort,
                        HostIp = port.HostIP,
                    });
                }
            }
        }

        foreach (var (key, value) in pod.Metadata.Labels)
        {
            config.Labels[key] = value;
        }

        config.Labels[RuntimeLabels.PodName] = pod.Metadata.Name;
        config.Labels[RuntimeLabels.PodNamespace] = pod.Metadata.Namespace;
        config.Labels[RuntimeLabels.PodUid] = pod.Metadata.Uid;
        foreach (var (key, value) in pod.Metadata.Annotations)
        {
            config.Annotations[key] = value;
        }

        if (pod.Spec.SecurityContext is { } context)
        {
            foreach (var sysctl in context.Sysctls)
            {
                config.Linux.Sysctls[sysctl.Name] = sysctl.Value;
            }
        }

        return config;
    }
}
