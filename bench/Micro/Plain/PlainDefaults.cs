namespace Navarch.Micro.Plain;

/// <summary>The defaults that the sample meets, as PodDefaults sets them.</summary>
internal static class PlainDefaults
{
    public static void Set(PlainPod pod)
    {
        var spec = pod.Spec;
        spec.DnsPolicy = spec.DnsPolicy.Length == 0 ? "ClusterFirst" : spec.DnsPolicy;
        spec.RestartPolicy = spec.RestartPolicy.Length == 0 ? "Always" : spec.RestartPolicy;
        spec.SecurityContext ??= new PlainPodSecurityContext();
        spec.TerminationGracePeriodSeconds ??= 30;
        spec.SchedulerName = spec.SchedulerName.Length == 0 ? "default-scheduler" : spec.SchedulerName;
        spec.EnableServiceLinks ??= true;
        foreach (var volume in spec.Volumes ?? [])
        {
            if (volume.ConfigMap is { } configMap)
            {
                configMap.DefaultMode ??= 420;
            }
        }
        foreach (var container in spec.Containers ?? [])
        {
            Set(container);
        }
    }

    private static void Set(PlainContainer container)
    {
        container.ImagePullPolicy = container.ImagePullPolicy.Length == 0 ? "IfNotPresent" : container.ImagePullPolicy;
        container.TerminationMessagePath = container.TerminationMessagePath.Length == 0 ? "/dev/termination-log" : container.TerminationMessagePath;
        container.TerminationMessagePolicy = container.TerminationMessagePolicy.Length == 0 ? "File" : container.TerminationMessagePolicy;
        foreach (var port in container.Ports ?? [])
        {
            port.Protocol = port.Protocol.Length == 0 ? "TCP" : port.Protocol;
        }
        foreach (var (name, limit) in container.Resources.Limits ?? new SortedList<string, string>())
        {
            container.Resources.Requests ??= new SortedList<string, string>(StringComparer.Ordinal);
            container.Resources.Requests.TryAdd(name, limit);
        }
        Set(container.LivenessProbe);
        Set(container.ReadinessProbe);
    }

    private static void Set(PlainProbe? probe)
    {
        if (probe is null)
        {
            return;
        }
        probe.TimeoutSeconds = probe.TimeoutSeconds == 0 ? 1 : probe.TimeoutSeconds;
        probe.PeriodSeconds = probe.PeriodSeconds == 0 ? 10 : probe.PeriodSeconds;
        probe.SuccessThreshold = probe.SuccessThreshold == 0 ? 1 : probe.SuccessThreshold;
        probe.FailureThreshold = probe.FailureThreshold == 0 ? 3 : probe.FailureThreshold;
        if (probe.HttpGet is { } get)
        {
            get.Path = get.Path.Length == 0 ? "/" : get.Path;
            get.Scheme = get.Scheme.Length == 0 ? "HTTP" : get.Scheme;
        }
    }
}
