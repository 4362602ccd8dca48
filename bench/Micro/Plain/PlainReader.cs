using System.Text.Json;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;

namespace Navarch.Micro.Plain;

/// <summary>Reads plain types as a generated codec would: one switch a type, strings from the same pool.</summary>
internal static class PlainReader
{
    public static PlainPod Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return ReadPod(ref reader);
    }

    private static string Text(ref Utf8JsonReader reader) => reader.ValueIsEscaped ? reader.GetString()! : StringPool.Get(reader.ValueSpan);

    private static DateTimeOffset Time(ref Utf8JsonReader reader) => reader.GetDateTimeOffset();

    private static IntOrString Either(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number ? new IntOrString(reader.GetInt32()) : new IntOrString(Text(ref reader));

    private static string QuantityText(ref Utf8JsonReader reader) =>
        Quantity.TryCanonicalize(Text(ref reader), out var canonical, out var error) ? canonical : throw new DecodeException(error);

    private static PlainPod ReadPod(ref Utf8JsonReader reader)
    {
        var value = new PlainPod();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("apiVersion"u8))
            {
                reader.Read();
                value.ApiVersion = Text(ref reader);
            }
            else if (name.SequenceEqual("kind"u8))
            {
                reader.Read();
                value.Kind = Text(ref reader);
            }
            else if (name.SequenceEqual("metadata"u8))
            {
                reader.Read();
                value.Metadata = ReadObjectMeta(ref reader);
            }
            else if (name.SequenceEqual("spec"u8))
            {
                reader.Read();
                value.Spec = ReadPodSpec(ref reader);
            }
            else if (name.SequenceEqual("status"u8))
            {
                reader.Read();
                value.Status = ReadPodStatus(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainObjectMeta ReadObjectMeta(ref Utf8JsonReader reader)
    {
        var value = new PlainObjectMeta();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("generateName"u8))
            {
                reader.Read();
                value.GenerateName = Text(ref reader);
            }
            else if (name.SequenceEqual("namespace"u8))
            {
                reader.Read();
                value.Namespace = Text(ref reader);
            }
            else if (name.SequenceEqual("selfLink"u8))
            {
                reader.Read();
                value.SelfLink = Text(ref reader);
            }
            else if (name.SequenceEqual("uid"u8))
            {
                reader.Read();
                value.Uid = Text(ref reader);
            }
            else if (name.SequenceEqual("resourceVersion"u8))
            {
                reader.Read();
                value.ResourceVersion = Text(ref reader);
            }
            else if (name.SequenceEqual("generation"u8))
            {
                reader.Read();
                value.Generation = reader.GetInt64();
            }
            else if (name.SequenceEqual("creationTimestamp"u8))
            {
                reader.Read();
                value.CreationTimestamp = reader.TokenType == JsonTokenType.Null ? null : Time(ref reader);
            }
            else if (name.SequenceEqual("deletionTimestamp"u8))
            {
                reader.Read();
                value.DeletionTimestamp = reader.TokenType == JsonTokenType.Null ? null : Time(ref reader);
            }
            else if (name.SequenceEqual("deletionGracePeriodSeconds"u8))
            {
                reader.Read();
                value.DeletionGracePeriodSeconds = reader.GetInt64();
            }
            else if (name.SequenceEqual("labels"u8))
            {
                reader.Read();
                value.Labels = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.Labels[key] = Text(ref reader);
                }
            }
            else if (name.SequenceEqual("annotations"u8))
            {
                reader.Read();
                value.Annotations = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.Annotations[key] = Text(ref reader);
                }
            }
            else if (name.SequenceEqual("ownerReferences"u8))
            {
                reader.Read();
                value.OwnerReferences = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.OwnerReferences.Add(ReadOwnerReference(ref reader));
                }
            }
            else if (name.SequenceEqual("finalizers"u8))
            {
                reader.Read();
                value.Finalizers = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Finalizers.Add(Text(ref reader));
                }
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainOwnerReference ReadOwnerReference(ref Utf8JsonReader reader)
    {
        var value = new PlainOwnerReference();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("kind"u8))
            {
                reader.Read();
                value.Kind = Text(ref reader);
            }
            else if (name.SequenceEqual("apiVersion"u8))
            {
                reader.Read();
                value.ApiVersion = Text(ref reader);
            }
            else if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("uid"u8))
            {
                reader.Read();
                value.Uid = Text(ref reader);
            }
            else if (name.SequenceEqual("controller"u8))
            {
                reader.Read();
                value.Controller = reader.GetBoolean();
            }
            else if (name.SequenceEqual("blockOwnerDeletion"u8))
            {
                reader.Read();
                value.BlockOwnerDeletion = reader.GetBoolean();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainPodSpec ReadPodSpec(ref Utf8JsonReader reader)
    {
        var value = new PlainPodSpec();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("volumes"u8))
            {
                reader.Read();
                value.Volumes = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Volumes.Add(ReadVolume(ref reader));
                }
            }
            else if (name.SequenceEqual("containers"u8))
            {
                reader.Read();
                value.Containers = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Containers.Add(ReadContainer(ref reader));
                }
            }
            else if (name.SequenceEqual("restartPolicy"u8))
            {
                reader.Read();
                value.RestartPolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("terminationGracePeriodSeconds"u8))
            {
                reader.Read();
                value.TerminationGracePeriodSeconds = reader.GetInt64();
            }
            else if (name.SequenceEqual("activeDeadlineSeconds"u8))
            {
                reader.Read();
                value.ActiveDeadlineSeconds = reader.GetInt64();
            }
            else if (name.SequenceEqual("dnsPolicy"u8))
            {
                reader.Read();
                value.DnsPolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("nodeSelector"u8))
            {
                reader.Read();
                value.NodeSelector = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.NodeSelector[key] = Text(ref reader);
                }
            }
            else if (name.SequenceEqual("serviceAccountName"u8))
            {
                reader.Read();
                value.ServiceAccountName = Text(ref reader);
            }
            else if (name.SequenceEqual("serviceAccount"u8))
            {
                reader.Read();
                value.ServiceAccount = Text(ref reader);
            }
            else if (name.SequenceEqual("nodeName"u8))
            {
                reader.Read();
                value.NodeName = Text(ref reader);
            }
            else if (name.SequenceEqual("hostNetwork"u8))
            {
                reader.Read();
                value.HostNetwork = reader.GetBoolean();
            }
            else if (name.SequenceEqual("hostPID"u8))
            {
                reader.Read();
                value.HostPID = reader.GetBoolean();
            }
            else if (name.SequenceEqual("hostIPC"u8))
            {
                reader.Read();
                value.HostIPC = reader.GetBoolean();
            }
            else if (name.SequenceEqual("securityContext"u8))
            {
                reader.Read();
                value.SecurityContext = ReadPodSecurityContext(ref reader);
            }
            else if (name.SequenceEqual("hostname"u8))
            {
                reader.Read();
                value.Hostname = Text(ref reader);
            }
            else if (name.SequenceEqual("subdomain"u8))
            {
                reader.Read();
                value.Subdomain = Text(ref reader);
            }
            else if (name.SequenceEqual("schedulerName"u8))
            {
                reader.Read();
                value.SchedulerName = Text(ref reader);
            }
            else if (name.SequenceEqual("initContainers"u8))
            {
                reader.Read();
                value.InitContainers = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.InitContainers.Add(ReadContainer(ref reader));
                }
            }
            else if (name.SequenceEqual("automountServiceAccountToken"u8))
            {
                reader.Read();
                value.AutomountServiceAccountToken = reader.GetBoolean();
            }
            else if (name.SequenceEqual("tolerations"u8))
            {
                reader.Read();
                value.Tolerations = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Tolerations.Add(ReadToleration(ref reader));
                }
            }
            else if (name.SequenceEqual("priorityClassName"u8))
            {
                reader.Read();
                value.PriorityClassName = Text(ref reader);
            }
            else if (name.SequenceEqual("priority"u8))
            {
                reader.Read();
                value.Priority = reader.GetInt32();
            }
            else if (name.SequenceEqual("shareProcessNamespace"u8))
            {
                reader.Read();
                value.ShareProcessNamespace = reader.GetBoolean();
            }
            else if (name.SequenceEqual("runtimeClassName"u8))
            {
                reader.Read();
                value.RuntimeClassName = Text(ref reader);
            }
            else if (name.SequenceEqual("enableServiceLinks"u8))
            {
                reader.Read();
                value.EnableServiceLinks = reader.GetBoolean();
            }
            else if (name.SequenceEqual("preemptionPolicy"u8))
            {
                reader.Read();
                value.PreemptionPolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("overhead"u8))
            {
                reader.Read();
                value.Overhead = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.Overhead[key] = QuantityText(ref reader);
                }
            }
            else if (name.SequenceEqual("setHostnameAsFQDN"u8))
            {
                reader.Read();
                value.SetHostnameAsFQDN = reader.GetBoolean();
            }
            else if (name.SequenceEqual("hostUsers"u8))
            {
                reader.Read();
                value.HostUsers = reader.GetBoolean();
            }
            else if (name.SequenceEqual("resources"u8))
            {
                reader.Read();
                value.Resources = ReadResourceRequirements(ref reader);
            }
            else if (name.SequenceEqual("hostnameOverride"u8))
            {
                reader.Read();
                value.HostnameOverride = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainContainer ReadContainer(ref Utf8JsonReader reader)
    {
        var value = new PlainContainer();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("image"u8))
            {
                reader.Read();
                value.Image = Text(ref reader);
            }
            else if (name.SequenceEqual("command"u8))
            {
                reader.Read();
                value.Command = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Command.Add(Text(ref reader));
                }
            }
            else if (name.SequenceEqual("args"u8))
            {
                reader.Read();
                value.Args = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Args.Add(Text(ref reader));
                }
            }
            else if (name.SequenceEqual("workingDir"u8))
            {
                reader.Read();
                value.WorkingDir = Text(ref reader);
            }
            else if (name.SequenceEqual("ports"u8))
            {
                reader.Read();
                value.Ports = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Ports.Add(ReadContainerPort(ref reader));
                }
            }
            else if (name.SequenceEqual("env"u8))
            {
                reader.Read();
                value.Env = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Env.Add(ReadEnvVar(ref reader));
                }
            }
            else if (name.SequenceEqual("resources"u8))
            {
                reader.Read();
                value.Resources = ReadResourceRequirements(ref reader);
            }
            else if (name.SequenceEqual("volumeMounts"u8))
            {
                reader.Read();
                value.VolumeMounts = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.VolumeMounts.Add(ReadVolumeMount(ref reader));
                }
            }
            else if (name.SequenceEqual("livenessProbe"u8))
            {
                reader.Read();
                value.LivenessProbe = ReadProbe(ref reader);
            }
            else if (name.SequenceEqual("readinessProbe"u8))
            {
                reader.Read();
                value.ReadinessProbe = ReadProbe(ref reader);
            }
            else if (name.SequenceEqual("terminationMessagePath"u8))
            {
                reader.Read();
                value.TerminationMessagePath = Text(ref reader);
            }
            else if (name.SequenceEqual("imagePullPolicy"u8))
            {
                reader.Read();
                value.ImagePullPolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("stdin"u8))
            {
                reader.Read();
                value.Stdin = reader.GetBoolean();
            }
            else if (name.SequenceEqual("stdinOnce"u8))
            {
                reader.Read();
                value.StdinOnce = reader.GetBoolean();
            }
            else if (name.SequenceEqual("tty"u8))
            {
                reader.Read();
                value.Tty = reader.GetBoolean();
            }
            else if (name.SequenceEqual("terminationMessagePolicy"u8))
            {
                reader.Read();
                value.TerminationMessagePolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("startupProbe"u8))
            {
                reader.Read();
                value.StartupProbe = ReadProbe(ref reader);
            }
            else if (name.SequenceEqual("restartPolicy"u8))
            {
                reader.Read();
                value.RestartPolicy = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainContainerPort ReadContainerPort(ref Utf8JsonReader reader)
    {
        var value = new PlainContainerPort();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("hostPort"u8))
            {
                reader.Read();
                value.HostPort = reader.GetInt32();
            }
            else if (name.SequenceEqual("containerPort"u8))
            {
                reader.Read();
                value.ContainerPortValue = reader.GetInt32();
            }
            else if (name.SequenceEqual("protocol"u8))
            {
                reader.Read();
                value.Protocol = Text(ref reader);
            }
            else if (name.SequenceEqual("hostIP"u8))
            {
                reader.Read();
                value.HostIP = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainEnvVar ReadEnvVar(ref Utf8JsonReader reader)
    {
        var value = new PlainEnvVar();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("value"u8))
            {
                reader.Read();
                value.Value = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainResourceRequirements ReadResourceRequirements(ref Utf8JsonReader reader)
    {
        var value = new PlainResourceRequirements();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("limits"u8))
            {
                reader.Read();
                value.Limits = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.Limits[key] = QuantityText(ref reader);
                }
            }
            else if (name.SequenceEqual("requests"u8))
            {
                reader.Read();
                value.Requests = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.Requests[key] = QuantityText(ref reader);
                }
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainProbe ReadProbe(ref Utf8JsonReader reader)
    {
        var value = new PlainProbe();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("initialDelaySeconds"u8))
            {
                reader.Read();
                value.InitialDelaySeconds = reader.GetInt32();
            }
            else if (name.SequenceEqual("timeoutSeconds"u8))
            {
                reader.Read();
                value.TimeoutSeconds = reader.GetInt32();
            }
            else if (name.SequenceEqual("periodSeconds"u8))
            {
                reader.Read();
                value.PeriodSeconds = reader.GetInt32();
            }
            else if (name.SequenceEqual("successThreshold"u8))
            {
                reader.Read();
                value.SuccessThreshold = reader.GetInt32();
            }
            else if (name.SequenceEqual("failureThreshold"u8))
            {
                reader.Read();
                value.FailureThreshold = reader.GetInt32();
            }
            else if (name.SequenceEqual("terminationGracePeriodSeconds"u8))
            {
                reader.Read();
                value.TerminationGracePeriodSeconds = reader.GetInt64();
            }
            else if (name.SequenceEqual("httpGet"u8))
            {
                reader.Read();
                value.HttpGet = ReadHTTPGetAction(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainHTTPGetAction ReadHTTPGetAction(ref Utf8JsonReader reader)
    {
        var value = new PlainHTTPGetAction();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("path"u8))
            {
                reader.Read();
                value.Path = Text(ref reader);
            }
            else if (name.SequenceEqual("port"u8))
            {
                reader.Read();
                value.Port = Either(ref reader);
            }
            else if (name.SequenceEqual("host"u8))
            {
                reader.Read();
                value.Host = Text(ref reader);
            }
            else if (name.SequenceEqual("scheme"u8))
            {
                reader.Read();
                value.Scheme = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainVolume ReadVolume(ref Utf8JsonReader reader)
    {
        var value = new PlainVolume();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("configMap"u8))
            {
                reader.Read();
                value.ConfigMap = ReadConfigMapVolumeSource(ref reader);
            }
            else if (name.SequenceEqual("emptyDir"u8))
            {
                reader.Read();
                value.EmptyDir = ReadEmptyDirVolumeSource(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainConfigMapVolumeSource ReadConfigMapVolumeSource(ref Utf8JsonReader reader)
    {
        var value = new PlainConfigMapVolumeSource();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("defaultMode"u8))
            {
                reader.Read();
                value.DefaultMode = reader.GetInt32();
            }
            else if (name.SequenceEqual("optional"u8))
            {
                reader.Read();
                value.Optional = reader.GetBoolean();
            }
            else if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainEmptyDirVolumeSource ReadEmptyDirVolumeSource(ref Utf8JsonReader reader)
    {
        var value = new PlainEmptyDirVolumeSource();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("medium"u8))
            {
                reader.Read();
                value.Medium = Text(ref reader);
            }
            else if (name.SequenceEqual("sizeLimit"u8))
            {
                reader.Read();
                value.SizeLimit = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainVolumeMount ReadVolumeMount(ref Utf8JsonReader reader)
    {
        var value = new PlainVolumeMount();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("readOnly"u8))
            {
                reader.Read();
                value.ReadOnly = reader.GetBoolean();
            }
            else if (name.SequenceEqual("mountPath"u8))
            {
                reader.Read();
                value.MountPath = Text(ref reader);
            }
            else if (name.SequenceEqual("subPath"u8))
            {
                reader.Read();
                value.SubPath = Text(ref reader);
            }
            else if (name.SequenceEqual("mountPropagation"u8))
            {
                reader.Read();
                value.MountPropagation = Text(ref reader);
            }
            else if (name.SequenceEqual("subPathExpr"u8))
            {
                reader.Read();
                value.SubPathExpr = Text(ref reader);
            }
            else if (name.SequenceEqual("recursiveReadOnly"u8))
            {
                reader.Read();
                value.RecursiveReadOnly = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainToleration ReadToleration(ref Utf8JsonReader reader)
    {
        var value = new PlainToleration();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("key"u8))
            {
                reader.Read();
                value.Key = Text(ref reader);
            }
            else if (name.SequenceEqual("operator"u8))
            {
                reader.Read();
                value.Operator = Text(ref reader);
            }
            else if (name.SequenceEqual("value"u8))
            {
                reader.Read();
                value.Value = Text(ref reader);
            }
            else if (name.SequenceEqual("effect"u8))
            {
                reader.Read();
                value.Effect = Text(ref reader);
            }
            else if (name.SequenceEqual("tolerationSeconds"u8))
            {
                reader.Read();
                value.TolerationSeconds = reader.GetInt64();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainPodStatus ReadPodStatus(ref Utf8JsonReader reader)
    {
        var value = new PlainPodStatus();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("phase"u8))
            {
                reader.Read();
                value.Phase = Text(ref reader);
            }
            else if (name.SequenceEqual("conditions"u8))
            {
                reader.Read();
                value.Conditions = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.Conditions.Add(ReadPodCondition(ref reader));
                }
            }
            else if (name.SequenceEqual("message"u8))
            {
                reader.Read();
                value.Message = Text(ref reader);
            }
            else if (name.SequenceEqual("reason"u8))
            {
                reader.Read();
                value.Reason = Text(ref reader);
            }
            else if (name.SequenceEqual("hostIP"u8))
            {
                reader.Read();
                value.HostIP = Text(ref reader);
            }
            else if (name.SequenceEqual("podIP"u8))
            {
                reader.Read();
                value.PodIP = Text(ref reader);
            }
            else if (name.SequenceEqual("startTime"u8))
            {
                reader.Read();
                value.StartTime = reader.TokenType == JsonTokenType.Null ? null : Time(ref reader);
            }
            else if (name.SequenceEqual("containerStatuses"u8))
            {
                reader.Read();
                value.ContainerStatuses = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.ContainerStatuses.Add(ReadContainerStatus(ref reader));
                }
            }
            else if (name.SequenceEqual("qosClass"u8))
            {
                reader.Read();
                value.QosClass = Text(ref reader);
            }
            else if (name.SequenceEqual("initContainerStatuses"u8))
            {
                reader.Read();
                value.InitContainerStatuses = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.InitContainerStatuses.Add(ReadContainerStatus(ref reader));
                }
            }
            else if (name.SequenceEqual("nominatedNodeName"u8))
            {
                reader.Read();
                value.NominatedNodeName = Text(ref reader);
            }
            else if (name.SequenceEqual("podIPs"u8))
            {
                reader.Read();
                value.PodIPs = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.PodIPs.Add(ReadPodIP(ref reader));
                }
            }
            else if (name.SequenceEqual("ephemeralContainerStatuses"u8))
            {
                reader.Read();
                value.EphemeralContainerStatuses = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.EphemeralContainerStatuses.Add(ReadContainerStatus(ref reader));
                }
            }
            else if (name.SequenceEqual("resize"u8))
            {
                reader.Read();
                value.Resize = Text(ref reader);
            }
            else if (name.SequenceEqual("observedGeneration"u8))
            {
                reader.Read();
                value.ObservedGeneration = reader.GetInt64();
            }
            else if (name.SequenceEqual("allocatedResources"u8))
            {
                reader.Read();
                value.AllocatedResources = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.AllocatedResources[key] = QuantityText(ref reader);
                }
            }
            else if (name.SequenceEqual("resources"u8))
            {
                reader.Read();
                value.Resources = ReadResourceRequirements(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainPodCondition ReadPodCondition(ref Utf8JsonReader reader)
    {
        var value = new PlainPodCondition();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("type"u8))
            {
                reader.Read();
                value.Type = Text(ref reader);
            }
            else if (name.SequenceEqual("status"u8))
            {
                reader.Read();
                value.Status = Text(ref reader);
            }
            else if (name.SequenceEqual("lastProbeTime"u8))
            {
                reader.Read();
                value.LastProbeTime = reader.TokenType == JsonTokenType.Null ? null : Time(ref reader);
            }
            else if (name.SequenceEqual("lastTransitionTime"u8))
            {
                reader.Read();
                value.LastTransitionTime = reader.TokenType == JsonTokenType.Null ? null : Time(ref reader);
            }
            else if (name.SequenceEqual("reason"u8))
            {
                reader.Read();
                value.Reason = Text(ref reader);
            }
            else if (name.SequenceEqual("message"u8))
            {
                reader.Read();
                value.Message = Text(ref reader);
            }
            else if (name.SequenceEqual("observedGeneration"u8))
            {
                reader.Read();
                value.ObservedGeneration = reader.GetInt64();
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainPodIP ReadPodIP(ref Utf8JsonReader reader)
    {
        var value = new PlainPodIP();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("ip"u8))
            {
                reader.Read();
                value.Ip = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainContainerStatus ReadContainerStatus(ref Utf8JsonReader reader)
    {
        var value = new PlainContainerStatus();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("name"u8))
            {
                reader.Read();
                value.Name = Text(ref reader);
            }
            else if (name.SequenceEqual("state"u8))
            {
                reader.Read();
                value.State = ReadContainerState(ref reader);
            }
            else if (name.SequenceEqual("lastState"u8))
            {
                reader.Read();
                value.LastState = ReadContainerState(ref reader);
            }
            else if (name.SequenceEqual("ready"u8))
            {
                reader.Read();
                value.Ready = reader.GetBoolean();
            }
            else if (name.SequenceEqual("restartCount"u8))
            {
                reader.Read();
                value.RestartCount = reader.GetInt32();
            }
            else if (name.SequenceEqual("image"u8))
            {
                reader.Read();
                value.Image = Text(ref reader);
            }
            else if (name.SequenceEqual("imageID"u8))
            {
                reader.Read();
                value.ImageID = Text(ref reader);
            }
            else if (name.SequenceEqual("containerID"u8))
            {
                reader.Read();
                value.ContainerID = Text(ref reader);
            }
            else if (name.SequenceEqual("started"u8))
            {
                reader.Read();
                value.Started = reader.GetBoolean();
            }
            else if (name.SequenceEqual("allocatedResources"u8))
            {
                reader.Read();
                value.AllocatedResources = new(StringComparer.Ordinal);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var key = Text(ref reader);
                    reader.Read();
                    value.AllocatedResources[key] = QuantityText(ref reader);
                }
            }
            else if (name.SequenceEqual("resources"u8))
            {
                reader.Read();
                value.Resources = ReadResourceRequirements(ref reader);
            }
            else if (name.SequenceEqual("stopSignal"u8))
            {
                reader.Read();
                value.StopSignal = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainContainerState ReadContainerState(ref Utf8JsonReader reader)
    {
        var value = new PlainContainerState();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("running"u8))
            {
                reader.Read();
                value.Running = ReadContainerStateRunning(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainContainerStateRunning ReadContainerStateRunning(ref Utf8JsonReader reader)
    {
        var value = new PlainContainerStateRunning();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("startedAt"u8))
            {
                reader.Read();
                value.StartedAt = reader.TokenType == JsonTokenType.Null ? null : Time(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

    private static PlainPodSecurityContext ReadPodSecurityContext(ref Utf8JsonReader reader)
    {
        var value = new PlainPodSecurityContext();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("runAsUser"u8))
            {
                reader.Read();
                value.RunAsUser = reader.GetInt64();
            }
            else if (name.SequenceEqual("runAsNonRoot"u8))
            {
                reader.Read();
                value.RunAsNonRoot = reader.GetBoolean();
            }
            else if (name.SequenceEqual("supplementalGroups"u8))
            {
                reader.Read();
                value.SupplementalGroups = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    value.SupplementalGroups.Add(reader.GetInt64());
                }
            }
            else if (name.SequenceEqual("fsGroup"u8))
            {
                reader.Read();
                value.FsGroup = reader.GetInt64();
            }
            else if (name.SequenceEqual("runAsGroup"u8))
            {
                reader.Read();
                value.RunAsGroup = reader.GetInt64();
            }
            else if (name.SequenceEqual("fsGroupChangePolicy"u8))
            {
                reader.Read();
                value.FsGroupChangePolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("supplementalGroupsPolicy"u8))
            {
                reader.Read();
                value.SupplementalGroupsPolicy = Text(ref reader);
            }
            else if (name.SequenceEqual("seLinuxChangePolicy"u8))
            {
                reader.Read();
                value.SeLinuxChangePolicy = Text(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }
        return value;
    }

}
