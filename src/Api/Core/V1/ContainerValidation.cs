using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>What the rules for a container need to know of its pod.</summary>
internal sealed class PodContext
{
    public required PodSpec Spec { get; init; }

    public required Dictionary<string, Volume> Volumes { get; init; }

    /// <summary>Names of containers seen so far, of all kinds.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);
}

/// <summary>The rules for containers: ordinary, init and (with fewer fields) ephemeral ones.</summary>
internal static class ContainerValidation
{
    private static readonly string[] EnvFields =
    [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName", "status.hostIP", "status.hostIPs",
        "status.podIP", "status.podIPs",
    ];

    private static readonly string[] SecurityContextOrder =
    [
        "capabilities", "privileged", "seLinuxOptions", "windowsOptions", "runAsUser", "runAsGroup", "runAsNonRoot", "readOnlyRootFilesystem",
        "allowPrivilegeEscalation", "procMount", "seccompProfile", "appArmorProfile",
    ];

    public static void ValidateContainers(FieldErrorList errors, ListOf<Container> containers, PodContext pod, FieldPath path)
    {
        if (containers.Count == 0)
        {
            errors.Required(path);
            return;
        }
        for (var i = 0; i < containers.Count; i++)
        {
            var (container, at) = (containers[i], path.Index(i));
            ValidateName(errors, container.Name, pod, at);
            ValidateCommon(errors, container, pod, at);
            ValidateLifecycle(errors, container.Lifecycle, at.Child("lifecycle"));
            ValidateProbes(errors, container, at);
            if (container.RestartPolicy is not null && container.RestartPolicy is not ("Always" or "Never" or "OnFailure"))
            {
                errors.NotSupported(at.Child("restartPolicy"), container.RestartPolicy, "Always", "Never", "OnFailure");
            }
        }
    }

    public static void ValidateInitContainers(FieldErrorList errors, ListOf<Container> containers, PodContext pod, FieldPath path)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            var (container, at) = (containers[i], path.Index(i));
            ValidateCommon(errors, container, pod, at);
            ValidateName(errors, container.Name, pod, at);
            if (container.RestartPolicy == "Always")
            {
                ValidateLifecycle(errors, container.Lifecycle, at.Child("lifecycle"));
                ValidateProbes(errors, container, at);
                continue;
            }
            if (container.RestartPolicy is not (null or "Never" or "OnFailure"))
            {
                errors.NotSupported(at.Child("restartPolicy"), container.RestartPolicy, "Always", "Never", "OnFailure");
            }
            foreach (var field in (ReadOnlySpan<string>)["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"])
            {
                if (container[field] is not null)
                {
                    errors.Forbidden(at.Child(field), "may not be set for init containers without restartPolicy=Always");
                }
            }
        }
    }

    private static void ValidateName(FieldErrorList errors, string name, PodContext pod, FieldPath path)
    {
        if (name.Length == 0)
        {
            errors.Required(path.Child("name"));
            return;
        }
        errors.AddInvalid(path.Child("name"), name, Formats.IsDns1123Label(name));
        if (!pod.Names.Add(name))
        {
            errors.Duplicate(path.Child("name"), name);
        }
    }

    private static void ValidateCommon(FieldErrorList errors, Container container, PodContext pod, FieldPath path)
    {
        if (container.Image.Length == 0)
        {
            errors.Required(path.Child("image"));
        }
        else if (container.Image.Trim().Length != container.Image.Length)
        {
            errors.Invalid(path.Child("image"), container.Image, "must not have leading or trailing whitespace");
        }
        Check.RequiredOneOf(errors, path.Child("terminationMessagePolicy"), container.TerminationMessagePolicy, "File", "FallbackToLogsOnError");
        ValidatePorts(errors, container.Ports, pod.Spec.HostNetwork, path.Child("ports"));
        ValidateEnv(errors, container.Env, path.Child("env"));
        ValidateEnvFrom(errors, container.EnvFrom, path.Child("envFrom"));
        ValidateMounts(errors, container.VolumeMounts, container.VolumeDevices, pod, container, path);
        Check.RequiredOneOf(errors, path.Child("imagePullPolicy"), container.ImagePullPolicy, "Always", "IfNotPresent", "Never");
        ResourceValidation.ValidateRequirements(errors, container.Resources, pod.Spec.ResourceClaims, path.Child("resources"));
        ValidateResizePolicy(errors, container.ResizePolicy, path.Child("resizePolicy"));
        ValidateSecurityContext(errors, container.SecurityContext, path.Child("securityContext"));
    }

    private static void ValidateResizePolicy(FieldErrorList errors, ListOf<ContainerResizePolicy> policies, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var policy in policies)
        {
            if (!seen.Add(policy.ResourceName))
            {
                errors.Duplicate(path, policy.ResourceName);
            }
            if (policy.ResourceName is not ("cpu" or "memory"))
            {
                Check.RequiredOneOf(errors, path, policy.ResourceName, "cpu", "memory");
            }
            Check.RequiredOneOf(errors, path, policy.RestartPolicy, "NotRequired", "RestartContainer");
        }
    }

    private static void ValidatePorts(FieldErrorList errors, ListOf<ContainerPort> ports, bool hostNetwork, FieldPath path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < ports.Count; i++)
        {
            var (port, at) = (ports[i], path.Index(i));
            if (port.Name.Length > 0)
            {
                var messages = Formats.IsPortName(port.Name);
                errors.AddInvalid(at.Child("name"), port.Name, messages);
                if (messages.Count == 0 && !names.Add(port.Name))
                {
                    errors.Duplicate(at.Child("name"), port.Name);
                }
            }
            var number = port["containerPort"] as long? ?? 0;
            if (number == 0)
            {
                errors.Required(at.Child("containerPort"));
            }
            else
            {
                errors.AddInvalid(at.Child("containerPort"), number, Formats.IsPortNumber(number));
            }
            if (port.HostPort != 0)
            {
                errors.AddInvalid(at.Child("hostPort"), port.HostPort, Formats.IsPortNumber(port.HostPort));
                if (hostNetwork && port.HostPort != number)
                {
                    errors.Invalid(at.Child("hostPort"), port.HostPort, "must match `containerPort` when `hostNetwork` is true");
                }
            }
            Check.RequiredOneOf(errors, at.Child("protocol"), port.Protocol, "SCTP", "TCP", "UDP");
            if (port.HostIP.Length > 0)
            {
                Addresses.ValidateIp(errors, at.Child("hostIP"), port.HostIP);
            }
        }
    }

    private static void ValidateEnv(FieldErrorList errors, ListOf<EnvVar> variables, FieldPath path)
    {
        for (var i = 0; i < variables.Count; i++)
        {
            var (variable, at) = (variables[i], path.Index(i));
            if (variable.Name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else
            {
                errors.AddInvalid(at.Child("name"), variable.Name, Formats.IsEnvVarName(variable.Name));
            }
            if (variable.ValueFrom is { } source)
            {
                ValidateEnvSource(errors, source, variable.Value.Length > 0, at.Child("valueFrom"));
            }
        }
    }

    private static void ValidateEnvSource(FieldErrorList errors, EnvVarSource source, bool hasValue, FieldPath path)
    {
        var count = 0;
        if (source.FieldRef is { } field)
        {
            count++;
            VolumeValidation.ValidateFieldRef(errors, field, EnvFields, path.Child("fieldRef"));
        }
        if (source.ResourceFieldRef is { } resource)
        {
            count++;
            ValidateResourceFieldRef(errors, resource, needsContainer: false, path.Child("resourceFieldRef"));
        }
        if (source.ConfigMapKeyRef is { } map)
        {
            count++;
            ValidateKeyRef(errors, map.Name, map.Key, path.Child("configMapKeyRef"));
        }
        if (source.SecretKeyRef is { } secret)
        {
            count++;
            ValidateKeyRef(errors, secret.Name, secret.Key, path.Child("secretKeyRef"));
        }
        if (source.FileKeyRef is not null)
        {
            count++;
        }
        if (count == 0)
        {
            errors.Invalid(path, "", "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`");
        }
        if (hasValue && count > 0)
        {
            errors.Invalid(path, "", "may not be specified when `value` is not empty");
        }
        else if (count > 1)
        {
            errors.Invalid(path, "", "may not have more than one field specified at a time");
        }
    }

    private static void ValidateKeyRef(FieldErrorList errors, string name, string key, FieldPath path)
    {
        Check.NotEmpty(errors, path.Child("name"), name);
        if (key.Length == 0)
        {
            errors.Required(path.Child("key"));
        }
        else
        {
            errors.AddInvalid(path.Child("key"), key, Formats.IsConfigMapKey(key));
        }
    }

    public static void ValidateResourceFieldRef(FieldErrorList errors, ResourceFieldSelector selector, bool needsContainer, FieldPath path)
    {
        if (needsContainer && selector.ContainerName.Length == 0)
        {
            errors.Required(path.Child("containerName"));
        }
        else if (selector.Resource.Length == 0)
        {
            errors.Required(path.Child("resource"));
        }
        else if (selector.Resource is not ("limits.cpu" or "limits.memory" or "limits.ephemeral-storage" or "requests.cpu" or "requests.memory" or "requests.ephemeral-storage")
            && !selector.Resource.StartsWith("requests.hugepages-", StringComparison.Ordinal) && !selector.Resource.StartsWith("limits.hugepages-", StringComparison.Ordinal))
        {
            errors.NotSupported(path.Child("resource"), selector.Resource,
                "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage", "requests.memory");
        }
    }

    private static void ValidateEnvFrom(FieldErrorList errors, ListOf<EnvFromSource> sources, FieldPath path)
    {
        for (var i = 0; i < sources.Count; i++)
        {
            var (source, at) = (sources[i], path.Index(i));
            if (source.Prefix.Length > 0)
            {
                errors.AddInvalid(at.Child("prefix"), source.Prefix, Formats.IsEnvVarName(source.Prefix));
            }
            if (source.ConfigMapRef is { } map)
            {
                Check.NotEmpty(errors, at.Child("configMapRef").Child("name"), map.Name);
            }
            if (source.SecretRef is { } secret)
            {
                Check.NotEmpty(errors, at.Child("secretRef").Child("name"), secret.Name);
            }
            if (source.ConfigMapRef is null && source.SecretRef is null)
            {
                errors.Invalid(at, "", "must specify one of: `configMapRef` or `secretRef`");
            }
            else if (source.ConfigMapRef is not null && source.SecretRef is not null)
            {
                errors.Invalid(at, "", "may not have more than one field specified at a time");
            }
        }
    }

    private static void ValidateMounts(
        FieldErrorList errors, ListOf<VolumeMount> mounts, ListOf<VolumeDevice> devices, PodContext pod, Container container, FieldPath path)
    {
        var points = new HashSet<string>(StringComparer.Ordinal);
        var mountsPath = path.Child("volumeMounts");
        for (var i = 0; i < mounts.Count; i++)
        {
            var (mount, at) = (mounts[i], mountsPath.Index(i));
            if (mount.Name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else if (!pod.Volumes.ContainsKey(mount.Name))
            {
                errors.NotFound(at.Child("name"), mount.Name);
            }
            Check.NotEmpty(errors, at.Child("mountPath"), mount.MountPath);
            if (!points.Add(mount.MountPath))
            {
                errors.Invalid(at.Child("mountPath"), mount.MountPath, "must be unique");
            }
            if (devices.Any(d => d.Name == mount.Name))
            {
                errors.Invalid(at.Child("name"), mount.Name, "must not already exist in volumeDevices");
            }
            if (devices.Any(d => d.DevicePath == mount.MountPath))
            {
                errors.Invalid(at.Child("mountPath"), mount.MountPath, "must not already exist as a path in volumeDevices");
            }
            // Upstream leaves out the position for these two.
            if (mount.SubPath.Length > 0)
            {
                VolumeValidation.ValidateSubPath(errors, mount.SubPath, mountsPath.Child("subPath"));
            }
            if (mount.SubPathExpr.Length > 0)
            {
                if (mount.SubPath.Length > 0)
                {
                    errors.Invalid(mountsPath.Child("subPathExpr"), mount.SubPathExpr, "subPathExpr and subPath are mutually exclusive");
                }
                VolumeValidation.ValidateSubPath(errors, mount.SubPathExpr, mountsPath.Child("subPathExpr"));
            }
            if (mount.MountPropagation is { } propagation)
            {
                Check.OneOf(errors, at.Child("mountPropagation"), propagation, "Bidirectional", "HostToContainer", "None");
                if (propagation == "Bidirectional" && container.SecurityContext?.Privileged != true)
                {
                    errors.Forbidden(at.Child("mountPropagation"), "Bidirectional mount propagation is available only to privileged containers");
                }
            }
            if (mount.RecursiveReadOnly is { } recursive)
            {
                Check.OneOf(errors, at.Child("recursiveReadOnly"), recursive, "Disabled", "Enabled", "IfPossible");
                if (recursive is "Enabled" or "IfPossible" && !mount.ReadOnly)
                {
                    errors.Forbidden(at.Child("recursiveReadOnly"), "may only be specified when readOnly is true");
                }
            }
        }
        ValidateDevices(errors, devices, mounts, pod, path.Child("volumeDevices"));
    }

    private static void ValidateDevices(FieldErrorList errors, ListOf<VolumeDevice> devices, ListOf<VolumeMount> mounts, PodContext pod, FieldPath path)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < devices.Count; i++)
        {
            var (device, at) = (devices[i], path.Index(i));
            if (device.Name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else if (!names.Add(device.Name))
            {
                errors.Invalid(at.Child("name"), device.Name, "must be unique");
            }
            else if (!pod.Volumes.TryGetValue(device.Name, out var volume))
            {
                errors.NotFound(at.Child("name"), device.Name);
            }
            else if (volume.PersistentVolumeClaim is null && volume.Ephemeral is null)
            {
                errors.Invalid(at.Child("name"), device.Name, "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode");
            }
            if (device.DevicePath.Length == 0)
            {
                errors.Required(at.Child("devicePath"));
            }
            else if (!paths.Add(device.DevicePath))
            {
                errors.Invalid(at.Child("devicePath"), device.DevicePath, "must be unique");
            }
            if (mounts.Any(m => m.MountPath == device.DevicePath))
            {
                errors.Invalid(at.Child("devicePath"), device.DevicePath, "must not already exist as a path in volumeMounts");
            }
        }
    }

    private static void ValidateSecurityContext(FieldErrorList errors, SecurityContext? context, FieldPath path)
    {
        if (context is null)
        {
            return;
        }
        if (context.RunAsUser is { } user)
        {
            errors.AddInvalid(path.Child("runAsUser"), user, Formats.IsUserId(user));
        }
        if (context.RunAsGroup is { } group)
        {
            errors.AddInvalid(path.Child("runAsGroup"), group, Formats.IsGroupId(group));
        }
        Check.OneOf(errors, path.Child("procMount"), context.ProcMount, "Default", "Unmasked");
        PodSecurityValidation.ValidateProfiles(errors, context.SeccompProfile, context.AppArmorProfile, path);
        if (context.AllowPrivilegeEscalation == false)
        {
            if (context.Privileged == true)
            {
                errors.Invalid(path, FieldErrorText.Internal(context, SecurityContextOrder), "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }
            if (context.Capabilities is { } capabilities && capabilities.Add.Contains("CAP_SYS_ADMIN"))
            {
                errors.Invalid(path, FieldErrorText.Internal(context, SecurityContextOrder),
                    "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
            }
        }
    }

    private static void ValidateProbes(FieldErrorList errors, Container container, FieldPath path)
    {
        ValidateProbe(errors, container.LivenessProbe, path.Child("livenessProbe"));
        if (container.LivenessProbe is { SuccessThreshold: not 1 } liveness)
        {
            errors.Invalid(path.Child("livenessProbe").Child("successThreshold"), liveness.SuccessThreshold, "must be 1");
        }
        ValidateProbe(errors, container.ReadinessProbe, path.Child("readinessProbe"));
        if (container.ReadinessProbe?.TerminationGracePeriodSeconds is { } grace)
        {
            errors.Invalid(path.Child("readinessProbe").Child("terminationGracePeriodSeconds"), grace, "must not be set for readinessProbes");
        }
        ValidateProbe(errors, container.StartupProbe, path.Child("startupProbe"));
        if (container.StartupProbe is { SuccessThreshold: not 1 } startup)
        {
            errors.Invalid(path.Child("startupProbe").Child("successThreshold"), startup.SuccessThreshold, "must be 1");
        }
    }

    private static void ValidateProbe(FieldErrorList errors, Probe? probe, FieldPath path)
    {
        if (probe is null)
        {
            return;
        }
        ValidateHandler(errors, probe, path);
        Check.NonNegative(errors, path.Child("initialDelaySeconds"), probe.InitialDelaySeconds);
        Check.NonNegative(errors, path.Child("timeoutSeconds"), probe.TimeoutSeconds);
        Check.NonNegative(errors, path.Child("periodSeconds"), probe.PeriodSeconds);
        Check.NonNegative(errors, path.Child("successThreshold"), probe.SuccessThreshold);
        Check.NonNegative(errors, path.Child("failureThreshold"), probe.FailureThreshold);
        if (probe.TerminationGracePeriodSeconds <= 0)
        {
            errors.Invalid(path.Child("terminationGracePeriodSeconds"), probe.TerminationGracePeriodSeconds, "must be greater than 0");
        }
    }

    private static void ValidateLifecycle(FieldErrorList errors, Lifecycle? lifecycle, FieldPath path)
    {
        if (lifecycle?.PostStart is { } start)
        {
            ValidateHandler(errors, start, path.Child("postStart"));
        }
        if (lifecycle?.PreStop is { } stop)
        {
            ValidateHandler(errors, stop, path.Child("preStop"));
        }
    }

    private static void ValidateHandler(FieldErrorList errors, DocObject handler, FieldPath path)
    {
        var count = 0;
        foreach (var kind in (ReadOnlySpan<string>)["exec", "httpGet", "tcpSocket", "grpc", "sleep"])
        {
            if (handler[kind] is not DocObject action)
            {
                continue;
            }
            if (count++ > 0)
            {
                errors.Forbidden(path.Child(kind), "may not specify more than 1 handler type");
                continue;
            }
            var at = path.Child(kind);
            switch (action)
            {
                case ExecAction exec when exec.Command.Count == 0:
                    errors.Required(at.Child("command"));
                    break;
                case HTTPGetAction get:
                    Check.NotEmpty(errors, at.Child("path"), get.Path);
                    ValidatePort(errors, get["port"], at.Child("port"));
                    Check.OneOf(errors, at.Child("scheme"), get.Scheme, "HTTP", "HTTPS");
                    foreach (var header in get.HttpHeaders)
                    {
                        errors.AddInvalid(at.Child("httpHeaders"), header.Name, Formats.IsHttpHeaderName(header.Name));
                    }
                    break;
                case TCPSocketAction socket:
                    ValidatePort(errors, socket["port"], at.Child("port"));
                    break;
                case GRPCAction grpc:
                    errors.AddInvalid(at.Child("port"), grpc.Port, Formats.IsPortNumber(grpc.Port));
                    break;
            }
        }
        if (count == 0)
        {
            errors.Required(path, "must specify a handler type");
        }
    }

    private static void ValidatePort(FieldErrorList errors, object? port, FieldPath path)
    {
        if (port is string name)
        {
            errors.AddInvalid(path, name, Formats.IsPortName(name));
        }
        else
        {
            var number = port as long? ?? 0;
            errors.AddInvalid(path, number, Formats.IsPortNumber(number));
        }
    }
}
