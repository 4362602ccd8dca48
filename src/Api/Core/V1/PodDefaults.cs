using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>What upstream's v1 sets in pods and pod templates when the client leaves it out.</summary>
public static class PodDefaults
{
    private const int DefaultFileMode = 420; // 0644

    /// <summary>The defaults of a template, which are those of a pod without what only a pod gets.</summary>
    public static void SetTemplate(PodTemplateSpec template) => SetSpec(template.Spec);

    /// <summary>The defaults of a spec wherever it stands.</summary>
    public static void SetSpec(PodSpec spec)
    {
        if (spec.DnsPolicy.Length == 0)
        {
            spec.DnsPolicy = "ClusterFirst";
        }
        if (spec.RestartPolicy.Length == 0)
        {
            spec.RestartPolicy = "Always";
        }
        spec.SecurityContext ??= new PodSecurityContext();
        spec.TerminationGracePeriodSeconds ??= 30;
        if (spec.SchedulerName.Length == 0)
        {
            spec.SchedulerName = "default-scheduler";
        }
        // serviceAccount is the old name of serviceAccountName; both are always shown alike.
        if (spec.ServiceAccountName.Length == 0)
        {
            spec.ServiceAccountName = spec.ServiceAccount;
        }
        spec.ServiceAccount = spec.ServiceAccountName;
        spec.Overhead = QuantityDefaults.Rounded(spec.Overhead);
        foreach (var volume in spec.Volumes)
        {
            VolumeDefaults.Set(volume);
        }
        foreach (var container in spec.InitContainers)
        {
            SetContainer(container);
        }
        foreach (var container in spec.Containers)
        {
            SetContainer(container);
        }
        foreach (var container in spec.EphemeralContainers)
        {
            SetEphemeralContainer(container);
        }
        if (spec.Resources is { } resources)
        {
            SetResources(resources);
        }
    }

    private static void SetContainer(Container container)
    {
        if (container.ImagePullPolicy.Length == 0)
        {
            container.ImagePullPolicy = PullPolicyOf(container.Image);
        }
        if (container.TerminationMessagePath.Length == 0)
        {
            container.TerminationMessagePath = "/dev/termination-log";
        }
        if (container.TerminationMessagePolicy.Length == 0)
        {
            container.TerminationMessagePolicy = "File";
        }
        SetPorts(container.Ports);
        SetEnvironment(container.Env);
        SetResources(container.Resources);
        SetProbe(container.LivenessProbe);
        SetProbe(container.ReadinessProbe);
        SetProbe(container.StartupProbe);
        SetLifecycle(container.Lifecycle);
    }

    private static void SetEphemeralContainer(EphemeralContainer container)
    {
        if (container.ImagePullPolicy.Length == 0)
        {
            container.ImagePullPolicy = PullPolicyOf(container.Image);
        }
        if (container.TerminationMessagePath.Length == 0)
        {
            container.TerminationMessagePath = "/dev/termination-log";
        }
        if (container.TerminationMessagePolicy.Length == 0)
        {
            container.TerminationMessagePolicy = "File";
        }
        SetPorts(container.Ports);
        SetEnvironment(container.Env);
        SetResources(container.Resources);
        SetProbe(container.LivenessProbe);
        SetProbe(container.ReadinessProbe);
        SetProbe(container.StartupProbe);
        SetLifecycle(container.Lifecycle);
    }

    /// <summary>Always for the tag latest, said or implied; IfNotPresent otherwise.</summary>
    internal static string PullPolicyOf(string image)
    {
        var digest = image.IndexOf('@', StringComparison.Ordinal);
        var name = digest < 0 ? image : image[..digest];
        var colon = name.LastIndexOf(':');
        var tag = colon > name.LastIndexOf('/') ? name[(colon + 1)..] : digest < 0 && name.Length > 0 ? "latest" : "";
        return tag == "latest" ? "Always" : "IfNotPresent";
    }

    private static void SetPorts(ListOf<ContainerPort> ports)
    {
        foreach (var port in ports)
        {
            if (port.Protocol.Length == 0)
            {
                port.Protocol = "TCP";
            }
        }
    }

    private static void SetEnvironment(ListOf<EnvVar> environment)
    {
        foreach (var variable in environment)
        {
            if (variable.ValueFrom?.FieldRef is { ApiVersion.Length: 0 } field)
            {
                field.ApiVersion = "v1";
            }
        }
    }

    private static void SetResources(ResourceRequirements resources)
    {
        resources.Limits = QuantityDefaults.Rounded(resources.Limits);
        resources.Requests = QuantityDefaults.Rounded(resources.Requests);
    }

    private static void SetProbe(Probe? probe)
    {
        if (probe is null)
        {
            return;
        }
        probe.TimeoutSeconds = probe.TimeoutSeconds == 0 ? 1 : probe.TimeoutSeconds;
        probe.PeriodSeconds = probe.PeriodSeconds == 0 ? 10 : probe.PeriodSeconds;
        probe.SuccessThreshold = probe.SuccessThreshold == 0 ? 1 : probe.SuccessThreshold;
        probe.FailureThreshold = probe.FailureThreshold == 0 ? 3 : probe.FailureThreshold;
        SetHttpGet(probe.HttpGet);
    }

    private static void SetLifecycle(Lifecycle? lifecycle)
    {
        SetHttpGet(lifecycle?.PostStart?.HttpGet);
        SetHttpGet(lifecycle?.PreStop?.HttpGet);
    }

    private static void SetHttpGet(HTTPGetAction? action)
    {
        if (action is null)
        {
            return;
        }
        if (action.Path.Length == 0)
        {
            action.Path = "/";
        }
        if (action.Scheme.Length == 0)
        {
            action.Scheme = "HTTP";
        }
    }

    /// <summary>What a pod gets and a template does not.</summary>
    public static void SetPod(Pod pod)
    {
        SetSpec(pod.Spec);
        var spec = pod.Spec;
        foreach (var container in spec.Containers)
        {
            RequestWhatIsLimited(container.Resources);
        }
        foreach (var container in spec.InitContainers)
        {
            RequestWhatIsLimited(container.Resources);
        }
        if (spec.Resources is { } resources)
        {
            SetPodRequests(spec, resources);
        }
        spec.EnableServiceLinks ??= true;
        if (spec.HostNetwork)
        {
            foreach (var container in spec.Containers)
            {
                UseHostPorts(container.Ports);
            }
            foreach (var container in spec.InitContainers)
            {
                UseHostPorts(container.Ports);
            }
        }
    }

    private static void RequestWhatIsLimited(ResourceRequirements resources)
    {
        foreach (var (name, limit) in resources.Limits)
        {
            if (!resources.Requests.ContainsKey(name))
            {
                resources.Requests = resources.Requests.With(name, limit);
            }
        }
    }

    // A pod-level request that is not given follows the containers' requests, and where they have none the pod's limit.
    private static void SetPodRequests(PodSpec spec, ResourceRequirements resources)
    {
        foreach (var (name, total) in PodResources.ContainerRequests(spec))
        {
            if (name is "cpu" or "memory" && !resources.Requests.ContainsKey(name))
            {
                resources.Requests = resources.Requests.With(name, total);
            }
        }
        foreach (var (name, limit) in resources.Limits)
        {
            if ((name is "cpu" or "memory" || name.StartsWith("hugepages-", StringComparison.Ordinal)) && !resources.Requests.ContainsKey(name))
            {
                resources.Requests = resources.Requests.With(name, limit);
            }
        }
    }

    private static void UseHostPorts(ListOf<ContainerPort> ports)
    {
        foreach (var port in ports)
        {
            if (port.HostPort == 0)
            {
                port.HostPort = port.ContainerPortValue;
            }
        }
    }

    internal static int FileMode => DefaultFileMode;
}
