using System.Buffers;
using System.Globalization;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;

namespace Navarch.Micro.Plain;

/// <summary>Writes plain types as a generated codec would, with the same token writer as the document's encoder.</summary>
internal static class PlainWriter
{
    public static void Write(PlainPod pod, IBufferWriter<byte> output)
    {
        var buffer = new JsonBuffer(output);
        WritePod(ref buffer, pod);
        buffer.Flush();
    }

    private static void Map(ref JsonBuffer output, SortedList<string, string> map)
    {
        var first = true;
        output.Byte((byte)'{');
        for (var i = 0; i < map.Count; i++)
        {
            if (!first)
            {
                output.Byte((byte)',');
            }
            first = false;
            output.String(map.Keys[i]);
            output.Byte((byte)':');
            output.String(map.Values[i]);
        }
        output.Byte((byte)'}');
    }

    private static void Time(ref JsonBuffer output, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[32];
        value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        output.Byte((byte)'"');
        output.Raw(text[..length]);
        output.Byte((byte)'"');
    }

    private static void WritePod(ref JsonBuffer output, PlainPod value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.ApiVersion.Length > 0)
        {
            output.Name("apiVersion"u8, ref first);
            output.String(value.ApiVersion);
        }
        if (value.Kind.Length > 0)
        {
            output.Name("kind"u8, ref first);
            output.String(value.Kind);
        }
        {
            output.Name("metadata"u8, ref first);
            WriteObjectMeta(ref output, value.Metadata);
        }
        {
            output.Name("spec"u8, ref first);
            WritePodSpec(ref output, value.Spec);
        }
        {
            output.Name("status"u8, ref first);
            WritePodStatus(ref output, value.Status);
        }
        output.Byte((byte)'}');
    }

    private static void WriteObjectMeta(ref JsonBuffer output, PlainObjectMeta value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Name.Length > 0)
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        if (value.GenerateName.Length > 0)
        {
            output.Name("generateName"u8, ref first);
            output.String(value.GenerateName);
        }
        if (value.Namespace.Length > 0)
        {
            output.Name("namespace"u8, ref first);
            output.String(value.Namespace);
        }
        if (value.SelfLink.Length > 0)
        {
            output.Name("selfLink"u8, ref first);
            output.String(value.SelfLink);
        }
        if (value.Uid.Length > 0)
        {
            output.Name("uid"u8, ref first);
            output.String(value.Uid);
        }
        if (value.ResourceVersion.Length > 0)
        {
            output.Name("resourceVersion"u8, ref first);
            output.String(value.ResourceVersion);
        }
        if (value.Generation != 0)
        {
            output.Name("generation"u8, ref first);
            output.Number(value.Generation);
        }
        if (value.CreationTimestamp is not null)
        {
            output.Name("creationTimestamp"u8, ref first);
            Time(ref output, value.CreationTimestamp.Value);
        }
        if (value.DeletionTimestamp is not null)
        {
            output.Name("deletionTimestamp"u8, ref first);
            Time(ref output, value.DeletionTimestamp.Value);
        }
        if (value.DeletionGracePeriodSeconds is not null)
        {
            output.Name("deletionGracePeriodSeconds"u8, ref first);
            output.Number(value.DeletionGracePeriodSeconds.Value);
        }
        if (value.Labels is { Count: > 0 })
        {
            output.Name("labels"u8, ref first);
            Map(ref output, value.Labels);
        }
        if (value.Annotations is { Count: > 0 })
        {
            output.Name("annotations"u8, ref first);
            Map(ref output, value.Annotations);
        }
        if (value.OwnerReferences is { Count: > 0 })
        {
            output.Name("ownerReferences"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.OwnerReferences.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteOwnerReference(ref output, value.OwnerReferences[i]);
            }
            output.Byte((byte)']');
        }
        if (value.Finalizers is { Count: > 0 })
        {
            output.Name("finalizers"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Finalizers.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                output.String(value.Finalizers[i]);
            }
            output.Byte((byte)']');
        }
        output.Byte((byte)'}');
    }

    private static void WriteOwnerReference(ref JsonBuffer output, PlainOwnerReference value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("kind"u8, ref first);
            output.String(value.Kind);
        }
        {
            output.Name("apiVersion"u8, ref first);
            output.String(value.ApiVersion);
        }
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        {
            output.Name("uid"u8, ref first);
            output.String(value.Uid);
        }
        if (value.Controller is not null)
        {
            output.Name("controller"u8, ref first);
            output.Raw(value.Controller.Value ? "true"u8 : "false"u8);
        }
        if (value.BlockOwnerDeletion is not null)
        {
            output.Name("blockOwnerDeletion"u8, ref first);
            output.Raw(value.BlockOwnerDeletion.Value ? "true"u8 : "false"u8);
        }
        output.Byte((byte)'}');
    }

    private static void WritePodSpec(ref JsonBuffer output, PlainPodSpec value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Volumes is { Count: > 0 })
        {
            output.Name("volumes"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Volumes.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteVolume(ref output, value.Volumes[i]);
            }
            output.Byte((byte)']');
        }
        if (value.Containers is { Count: > 0 })
        {
            output.Name("containers"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Containers.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteContainer(ref output, value.Containers[i]);
            }
            output.Byte((byte)']');
        }
        if (value.RestartPolicy.Length > 0)
        {
            output.Name("restartPolicy"u8, ref first);
            output.String(value.RestartPolicy);
        }
        if (value.TerminationGracePeriodSeconds is not null)
        {
            output.Name("terminationGracePeriodSeconds"u8, ref first);
            output.Number(value.TerminationGracePeriodSeconds.Value);
        }
        if (value.ActiveDeadlineSeconds is not null)
        {
            output.Name("activeDeadlineSeconds"u8, ref first);
            output.Number(value.ActiveDeadlineSeconds.Value);
        }
        if (value.DnsPolicy.Length > 0)
        {
            output.Name("dnsPolicy"u8, ref first);
            output.String(value.DnsPolicy);
        }
        if (value.NodeSelector is { Count: > 0 })
        {
            output.Name("nodeSelector"u8, ref first);
            Map(ref output, value.NodeSelector);
        }
        if (value.ServiceAccountName.Length > 0)
        {
            output.Name("serviceAccountName"u8, ref first);
            output.String(value.ServiceAccountName);
        }
        if (value.ServiceAccount.Length > 0)
        {
            output.Name("serviceAccount"u8, ref first);
            output.String(value.ServiceAccount);
        }
        if (value.NodeName.Length > 0)
        {
            output.Name("nodeName"u8, ref first);
            output.String(value.NodeName);
        }
        if (value.HostNetwork)
        {
            output.Name("hostNetwork"u8, ref first);
            output.Raw(value.HostNetwork ? "true"u8 : "false"u8);
        }
        if (value.HostPID)
        {
            output.Name("hostPID"u8, ref first);
            output.Raw(value.HostPID ? "true"u8 : "false"u8);
        }
        if (value.HostIPC)
        {
            output.Name("hostIPC"u8, ref first);
            output.Raw(value.HostIPC ? "true"u8 : "false"u8);
        }
        if (value.SecurityContext is not null)
        {
            output.Name("securityContext"u8, ref first);
            WritePodSecurityContext(ref output, value.SecurityContext);
        }
        if (value.Hostname.Length > 0)
        {
            output.Name("hostname"u8, ref first);
            output.String(value.Hostname);
        }
        if (value.Subdomain.Length > 0)
        {
            output.Name("subdomain"u8, ref first);
            output.String(value.Subdomain);
        }
        if (value.SchedulerName.Length > 0)
        {
            output.Name("schedulerName"u8, ref first);
            output.String(value.SchedulerName);
        }
        if (value.InitContainers is { Count: > 0 })
        {
            output.Name("initContainers"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.InitContainers.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteContainer(ref output, value.InitContainers[i]);
            }
            output.Byte((byte)']');
        }
        if (value.AutomountServiceAccountToken is not null)
        {
            output.Name("automountServiceAccountToken"u8, ref first);
            output.Raw(value.AutomountServiceAccountToken.Value ? "true"u8 : "false"u8);
        }
        if (value.Tolerations is { Count: > 0 })
        {
            output.Name("tolerations"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Tolerations.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteToleration(ref output, value.Tolerations[i]);
            }
            output.Byte((byte)']');
        }
        if (value.PriorityClassName.Length > 0)
        {
            output.Name("priorityClassName"u8, ref first);
            output.String(value.PriorityClassName);
        }
        if (value.Priority is not null)
        {
            output.Name("priority"u8, ref first);
            output.Number(value.Priority.Value);
        }
        if (value.ShareProcessNamespace is not null)
        {
            output.Name("shareProcessNamespace"u8, ref first);
            output.Raw(value.ShareProcessNamespace.Value ? "true"u8 : "false"u8);
        }
        if (value.RuntimeClassName is not null)
        {
            output.Name("runtimeClassName"u8, ref first);
            output.String(value.RuntimeClassName);
        }
        if (value.EnableServiceLinks is not null)
        {
            output.Name("enableServiceLinks"u8, ref first);
            output.Raw(value.EnableServiceLinks.Value ? "true"u8 : "false"u8);
        }
        if (value.PreemptionPolicy is not null)
        {
            output.Name("preemptionPolicy"u8, ref first);
            output.String(value.PreemptionPolicy);
        }
        if (value.Overhead is { Count: > 0 })
        {
            output.Name("overhead"u8, ref first);
            Map(ref output, value.Overhead);
        }
        if (value.SetHostnameAsFQDN is not null)
        {
            output.Name("setHostnameAsFQDN"u8, ref first);
            output.Raw(value.SetHostnameAsFQDN.Value ? "true"u8 : "false"u8);
        }
        if (value.HostUsers is not null)
        {
            output.Name("hostUsers"u8, ref first);
            output.Raw(value.HostUsers.Value ? "true"u8 : "false"u8);
        }
        if (value.Resources is not null)
        {
            output.Name("resources"u8, ref first);
            WriteResourceRequirements(ref output, value.Resources);
        }
        if (value.HostnameOverride is not null)
        {
            output.Name("hostnameOverride"u8, ref first);
            output.String(value.HostnameOverride);
        }
        output.Byte((byte)'}');
    }

    private static void WriteContainer(ref JsonBuffer output, PlainContainer value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        if (value.Image.Length > 0)
        {
            output.Name("image"u8, ref first);
            output.String(value.Image);
        }
        if (value.Command is { Count: > 0 })
        {
            output.Name("command"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Command.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                output.String(value.Command[i]);
            }
            output.Byte((byte)']');
        }
        if (value.Args is { Count: > 0 })
        {
            output.Name("args"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Args.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                output.String(value.Args[i]);
            }
            output.Byte((byte)']');
        }
        if (value.WorkingDir.Length > 0)
        {
            output.Name("workingDir"u8, ref first);
            output.String(value.WorkingDir);
        }
        if (value.Ports is { Count: > 0 })
        {
            output.Name("ports"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Ports.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteContainerPort(ref output, value.Ports[i]);
            }
            output.Byte((byte)']');
        }
        if (value.Env is { Count: > 0 })
        {
            output.Name("env"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Env.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteEnvVar(ref output, value.Env[i]);
            }
            output.Byte((byte)']');
        }
        {
            output.Name("resources"u8, ref first);
            WriteResourceRequirements(ref output, value.Resources);
        }
        if (value.VolumeMounts is { Count: > 0 })
        {
            output.Name("volumeMounts"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.VolumeMounts.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteVolumeMount(ref output, value.VolumeMounts[i]);
            }
            output.Byte((byte)']');
        }
        if (value.LivenessProbe is not null)
        {
            output.Name("livenessProbe"u8, ref first);
            WriteProbe(ref output, value.LivenessProbe);
        }
        if (value.ReadinessProbe is not null)
        {
            output.Name("readinessProbe"u8, ref first);
            WriteProbe(ref output, value.ReadinessProbe);
        }
        if (value.TerminationMessagePath.Length > 0)
        {
            output.Name("terminationMessagePath"u8, ref first);
            output.String(value.TerminationMessagePath);
        }
        if (value.ImagePullPolicy.Length > 0)
        {
            output.Name("imagePullPolicy"u8, ref first);
            output.String(value.ImagePullPolicy);
        }
        if (value.Stdin)
        {
            output.Name("stdin"u8, ref first);
            output.Raw(value.Stdin ? "true"u8 : "false"u8);
        }
        if (value.StdinOnce)
        {
            output.Name("stdinOnce"u8, ref first);
            output.Raw(value.StdinOnce ? "true"u8 : "false"u8);
        }
        if (value.Tty)
        {
            output.Name("tty"u8, ref first);
            output.Raw(value.Tty ? "true"u8 : "false"u8);
        }
        if (value.TerminationMessagePolicy.Length > 0)
        {
            output.Name("terminationMessagePolicy"u8, ref first);
            output.String(value.TerminationMessagePolicy);
        }
        if (value.StartupProbe is not null)
        {
            output.Name("startupProbe"u8, ref first);
            WriteProbe(ref output, value.StartupProbe);
        }
        if (value.RestartPolicy is not null)
        {
            output.Name("restartPolicy"u8, ref first);
            output.String(value.RestartPolicy);
        }
        output.Byte((byte)'}');
    }

    private static void WriteContainerPort(ref JsonBuffer output, PlainContainerPort value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Name.Length > 0)
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        if (value.HostPort != 0)
        {
            output.Name("hostPort"u8, ref first);
            output.Number(value.HostPort);
        }
        {
            output.Name("containerPort"u8, ref first);
            output.Number(value.ContainerPortValue);
        }
        if (value.Protocol.Length > 0)
        {
            output.Name("protocol"u8, ref first);
            output.String(value.Protocol);
        }
        if (value.HostIP.Length > 0)
        {
            output.Name("hostIP"u8, ref first);
            output.String(value.HostIP);
        }
        output.Byte((byte)'}');
    }

    private static void WriteEnvVar(ref JsonBuffer output, PlainEnvVar value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        if (value.Value.Length > 0)
        {
            output.Name("value"u8, ref first);
            output.String(value.Value);
        }
        output.Byte((byte)'}');
    }

    private static void WriteResourceRequirements(ref JsonBuffer output, PlainResourceRequirements value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Limits is { Count: > 0 })
        {
            output.Name("limits"u8, ref first);
            Map(ref output, value.Limits);
        }
        if (value.Requests is { Count: > 0 })
        {
            output.Name("requests"u8, ref first);
            Map(ref output, value.Requests);
        }
        output.Byte((byte)'}');
    }

    private static void WriteProbe(ref JsonBuffer output, PlainProbe value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.InitialDelaySeconds != 0)
        {
            output.Name("initialDelaySeconds"u8, ref first);
            output.Number(value.InitialDelaySeconds);
        }
        if (value.TimeoutSeconds != 0)
        {
            output.Name("timeoutSeconds"u8, ref first);
            output.Number(value.TimeoutSeconds);
        }
        if (value.PeriodSeconds != 0)
        {
            output.Name("periodSeconds"u8, ref first);
            output.Number(value.PeriodSeconds);
        }
        if (value.SuccessThreshold != 0)
        {
            output.Name("successThreshold"u8, ref first);
            output.Number(value.SuccessThreshold);
        }
        if (value.FailureThreshold != 0)
        {
            output.Name("failureThreshold"u8, ref first);
            output.Number(value.FailureThreshold);
        }
        if (value.TerminationGracePeriodSeconds is not null)
        {
            output.Name("terminationGracePeriodSeconds"u8, ref first);
            output.Number(value.TerminationGracePeriodSeconds.Value);
        }
        if (value.HttpGet is not null)
        {
            output.Name("httpGet"u8, ref first);
            WriteHTTPGetAction(ref output, value.HttpGet);
        }
        output.Byte((byte)'}');
    }

    private static void WriteHTTPGetAction(ref JsonBuffer output, PlainHTTPGetAction value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Path.Length > 0)
        {
            output.Name("path"u8, ref first);
            output.String(value.Path);
        }
        if (value.Port is not null)
        {
            output.Name("port"u8, ref first);
            if (value.Port.Value.StringValue is { } text1)
            {
                output.String(text1);
            }
            else
            {
                output.Number(value.Port.Value.IntValue);
            }
        }
        if (value.Host.Length > 0)
        {
            output.Name("host"u8, ref first);
            output.String(value.Host);
        }
        if (value.Scheme.Length > 0)
        {
            output.Name("scheme"u8, ref first);
            output.String(value.Scheme);
        }
        output.Byte((byte)'}');
    }

    private static void WriteVolume(ref JsonBuffer output, PlainVolume value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        if (value.ConfigMap is not null)
        {
            output.Name("configMap"u8, ref first);
            WriteConfigMapVolumeSource(ref output, value.ConfigMap);
        }
        if (value.EmptyDir is not null)
        {
            output.Name("emptyDir"u8, ref first);
            WriteEmptyDirVolumeSource(ref output, value.EmptyDir);
        }
        output.Byte((byte)'}');
    }

    private static void WriteConfigMapVolumeSource(ref JsonBuffer output, PlainConfigMapVolumeSource value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.DefaultMode is not null)
        {
            output.Name("defaultMode"u8, ref first);
            output.Number(value.DefaultMode.Value);
        }
        if (value.Optional is not null)
        {
            output.Name("optional"u8, ref first);
            output.Raw(value.Optional.Value ? "true"u8 : "false"u8);
        }
        if (value.Name.Length > 0)
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        output.Byte((byte)'}');
    }

    private static void WriteEmptyDirVolumeSource(ref JsonBuffer output, PlainEmptyDirVolumeSource value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Medium.Length > 0)
        {
            output.Name("medium"u8, ref first);
            output.String(value.Medium);
        }
        if (value.SizeLimit is not null)
        {
            output.Name("sizeLimit"u8, ref first);
            output.String(value.SizeLimit);
        }
        output.Byte((byte)'}');
    }

    private static void WriteVolumeMount(ref JsonBuffer output, PlainVolumeMount value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        if (value.ReadOnly)
        {
            output.Name("readOnly"u8, ref first);
            output.Raw(value.ReadOnly ? "true"u8 : "false"u8);
        }
        {
            output.Name("mountPath"u8, ref first);
            output.String(value.MountPath);
        }
        if (value.SubPath.Length > 0)
        {
            output.Name("subPath"u8, ref first);
            output.String(value.SubPath);
        }
        if (value.MountPropagation is not null)
        {
            output.Name("mountPropagation"u8, ref first);
            output.String(value.MountPropagation);
        }
        if (value.SubPathExpr.Length > 0)
        {
            output.Name("subPathExpr"u8, ref first);
            output.String(value.SubPathExpr);
        }
        if (value.RecursiveReadOnly is not null)
        {
            output.Name("recursiveReadOnly"u8, ref first);
            output.String(value.RecursiveReadOnly);
        }
        output.Byte((byte)'}');
    }

    private static void WriteToleration(ref JsonBuffer output, PlainToleration value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Key.Length > 0)
        {
            output.Name("key"u8, ref first);
            output.String(value.Key);
        }
        if (value.Operator.Length > 0)
        {
            output.Name("operator"u8, ref first);
            output.String(value.Operator);
        }
        if (value.Value.Length > 0)
        {
            output.Name("value"u8, ref first);
            output.String(value.Value);
        }
        if (value.Effect.Length > 0)
        {
            output.Name("effect"u8, ref first);
            output.String(value.Effect);
        }
        if (value.TolerationSeconds is not null)
        {
            output.Name("tolerationSeconds"u8, ref first);
            output.Number(value.TolerationSeconds.Value);
        }
        output.Byte((byte)'}');
    }

    private static void WritePodStatus(ref JsonBuffer output, PlainPodStatus value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Phase.Length > 0)
        {
            output.Name("phase"u8, ref first);
            output.String(value.Phase);
        }
        if (value.Conditions is { Count: > 0 })
        {
            output.Name("conditions"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.Conditions.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WritePodCondition(ref output, value.Conditions[i]);
            }
            output.Byte((byte)']');
        }
        if (value.Message.Length > 0)
        {
            output.Name("message"u8, ref first);
            output.String(value.Message);
        }
        if (value.Reason.Length > 0)
        {
            output.Name("reason"u8, ref first);
            output.String(value.Reason);
        }
        if (value.HostIP.Length > 0)
        {
            output.Name("hostIP"u8, ref first);
            output.String(value.HostIP);
        }
        if (value.PodIP.Length > 0)
        {
            output.Name("podIP"u8, ref first);
            output.String(value.PodIP);
        }
        if (value.StartTime is not null)
        {
            output.Name("startTime"u8, ref first);
            Time(ref output, value.StartTime.Value);
        }
        if (value.ContainerStatuses is { Count: > 0 })
        {
            output.Name("containerStatuses"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.ContainerStatuses.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteContainerStatus(ref output, value.ContainerStatuses[i]);
            }
            output.Byte((byte)']');
        }
        if (value.QosClass.Length > 0)
        {
            output.Name("qosClass"u8, ref first);
            output.String(value.QosClass);
        }
        if (value.InitContainerStatuses is { Count: > 0 })
        {
            output.Name("initContainerStatuses"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.InitContainerStatuses.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteContainerStatus(ref output, value.InitContainerStatuses[i]);
            }
            output.Byte((byte)']');
        }
        if (value.NominatedNodeName.Length > 0)
        {
            output.Name("nominatedNodeName"u8, ref first);
            output.String(value.NominatedNodeName);
        }
        if (value.PodIPs is { Count: > 0 })
        {
            output.Name("podIPs"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.PodIPs.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WritePodIP(ref output, value.PodIPs[i]);
            }
            output.Byte((byte)']');
        }
        if (value.EphemeralContainerStatuses is { Count: > 0 })
        {
            output.Name("ephemeralContainerStatuses"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.EphemeralContainerStatuses.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                WriteContainerStatus(ref output, value.EphemeralContainerStatuses[i]);
            }
            output.Byte((byte)']');
        }
        if (value.Resize.Length > 0)
        {
            output.Name("resize"u8, ref first);
            output.String(value.Resize);
        }
        if (value.ObservedGeneration != 0)
        {
            output.Name("observedGeneration"u8, ref first);
            output.Number(value.ObservedGeneration);
        }
        if (value.AllocatedResources is { Count: > 0 })
        {
            output.Name("allocatedResources"u8, ref first);
            Map(ref output, value.AllocatedResources);
        }
        if (value.Resources is not null)
        {
            output.Name("resources"u8, ref first);
            WriteResourceRequirements(ref output, value.Resources);
        }
        output.Byte((byte)'}');
    }

    private static void WritePodCondition(ref JsonBuffer output, PlainPodCondition value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("type"u8, ref first);
            output.String(value.Type);
        }
        {
            output.Name("status"u8, ref first);
            output.String(value.Status);
        }
        output.Name("lastProbeTime"u8, ref first);
        if (value.LastProbeTime is not null)
        {
            Time(ref output, value.LastProbeTime.Value);
        }
        else
        {
            output.Raw("null"u8);
        }
        output.Name("lastTransitionTime"u8, ref first);
        if (value.LastTransitionTime is not null)
        {
            Time(ref output, value.LastTransitionTime.Value);
        }
        else
        {
            output.Raw("null"u8);
        }
        if (value.Reason.Length > 0)
        {
            output.Name("reason"u8, ref first);
            output.String(value.Reason);
        }
        if (value.Message.Length > 0)
        {
            output.Name("message"u8, ref first);
            output.String(value.Message);
        }
        if (value.ObservedGeneration != 0)
        {
            output.Name("observedGeneration"u8, ref first);
            output.Number(value.ObservedGeneration);
        }
        output.Byte((byte)'}');
    }

    private static void WritePodIP(ref JsonBuffer output, PlainPodIP value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("ip"u8, ref first);
            output.String(value.Ip);
        }
        output.Byte((byte)'}');
    }

    private static void WriteContainerStatus(ref JsonBuffer output, PlainContainerStatus value)
    {
        var first = true;
        output.Byte((byte)'{');
        {
            output.Name("name"u8, ref first);
            output.String(value.Name);
        }
        {
            output.Name("state"u8, ref first);
            WriteContainerState(ref output, value.State);
        }
        {
            output.Name("lastState"u8, ref first);
            WriteContainerState(ref output, value.LastState);
        }
        {
            output.Name("ready"u8, ref first);
            output.Raw(value.Ready ? "true"u8 : "false"u8);
        }
        {
            output.Name("restartCount"u8, ref first);
            output.Number(value.RestartCount);
        }
        {
            output.Name("image"u8, ref first);
            output.String(value.Image);
        }
        {
            output.Name("imageID"u8, ref first);
            output.String(value.ImageID);
        }
        if (value.ContainerID.Length > 0)
        {
            output.Name("containerID"u8, ref first);
            output.String(value.ContainerID);
        }
        if (value.Started is not null)
        {
            output.Name("started"u8, ref first);
            output.Raw(value.Started.Value ? "true"u8 : "false"u8);
        }
        if (value.AllocatedResources is { Count: > 0 })
        {
            output.Name("allocatedResources"u8, ref first);
            Map(ref output, value.AllocatedResources);
        }
        if (value.Resources is not null)
        {
            output.Name("resources"u8, ref first);
            WriteResourceRequirements(ref output, value.Resources);
        }
        if (value.StopSignal is not null)
        {
            output.Name("stopSignal"u8, ref first);
            output.String(value.StopSignal);
        }
        output.Byte((byte)'}');
    }

    private static void WriteContainerState(ref JsonBuffer output, PlainContainerState value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.Running is not null)
        {
            output.Name("running"u8, ref first);
            WriteContainerStateRunning(ref output, value.Running);
        }
        output.Byte((byte)'}');
    }

    private static void WriteContainerStateRunning(ref JsonBuffer output, PlainContainerStateRunning value)
    {
        var first = true;
        output.Byte((byte)'{');
        output.Name("startedAt"u8, ref first);
        if (value.StartedAt is not null)
        {
            Time(ref output, value.StartedAt.Value);
        }
        else
        {
            output.Raw("null"u8);
        }
        output.Byte((byte)'}');
    }

    private static void WritePodSecurityContext(ref JsonBuffer output, PlainPodSecurityContext value)
    {
        var first = true;
        output.Byte((byte)'{');
        if (value.RunAsUser is not null)
        {
            output.Name("runAsUser"u8, ref first);
            output.Number(value.RunAsUser.Value);
        }
        if (value.RunAsNonRoot is not null)
        {
            output.Name("runAsNonRoot"u8, ref first);
            output.Raw(value.RunAsNonRoot.Value ? "true"u8 : "false"u8);
        }
        if (value.SupplementalGroups is { Count: > 0 })
        {
            output.Name("supplementalGroups"u8, ref first);
            output.Byte((byte)'[');
            for (var i = 0; i < value.SupplementalGroups.Count; i++)
            {
                if (i > 0)
                {
                    output.Byte((byte)',');
                }
                output.Number(value.SupplementalGroups[i]);
            }
            output.Byte((byte)']');
        }
        if (value.FsGroup is not null)
        {
            output.Name("fsGroup"u8, ref first);
            output.Number(value.FsGroup.Value);
        }
        if (value.RunAsGroup is not null)
        {
            output.Name("runAsGroup"u8, ref first);
            output.Number(value.RunAsGroup.Value);
        }
        if (value.FsGroupChangePolicy is not null)
        {
            output.Name("fsGroupChangePolicy"u8, ref first);
            output.String(value.FsGroupChangePolicy);
        }
        if (value.SupplementalGroupsPolicy is not null)
        {
            output.Name("supplementalGroupsPolicy"u8, ref first);
            output.String(value.SupplementalGroupsPolicy);
        }
        if (value.SeLinuxChangePolicy is not null)
        {
            output.Name("seLinuxChangePolicy"u8, ref first);
            output.String(value.SeLinuxChangePolicy);
        }
        output.Byte((byte)'}');
    }

}
