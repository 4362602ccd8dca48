using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for pods and for the pod specs of templates.</summary>
internal static class PodValidation
{
    private const string UpdatableFields =
        "`spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    public static void Validate(Pod pod, FieldErrorList errors) => ValidateSpec(errors, pod.Spec, FieldPath.Spec);

    public static void ValidateCreate(Pod pod, FieldErrorList errors)
    {
        if (pod.Spec.EphemeralContainers.Count > 0)
        {
            errors.Forbidden(FieldPath.Spec.Child("ephemeralContainers"), "cannot be set on create");
        }
        if (pod.Spec.SchedulingGates.Count > 0 && pod.Spec.NodeName.Length > 0)
        {
            errors.Forbidden(FieldPath.Spec.Child("nodeName"), "cannot be set until all schedulingGates have been cleared");
        }
    }

    /// <summary>A pod's template in a workload.</summary>
    public static void ValidateTemplate(FieldErrorList errors, PodTemplateSpec template, FieldPath path)
    {
        ObjectMetaValidation.ValidateLabels(errors, template.Metadata["labels"] as DocMap, path.Child("labels"));
        ObjectMetaValidation.ValidateAnnotations(errors, template.Metadata["annotations"] as DocMap, path.Child("annotations"));
        ValidateSpec(errors, template.Spec, path.Child("spec"));
        if (template.Spec.EphemeralContainers.Count > 0)
        {
            errors.Forbidden(path.Child("spec").Child("ephemeralContainers"), "ephemeral containers not allowed in pod template");
        }
    }

    public static void ValidateSpec(FieldErrorList errors, PodSpec spec, FieldPath path)
    {
        var context = new PodContext { Spec = spec, Volumes = VolumeValidation.ValidateVolumes(errors, spec.Volumes, path.Child("volumes")) };
        ContainerValidation.ValidateContainers(errors, spec.Containers, context, path.Child("containers"));
        ContainerValidation.ValidateInitContainers(errors, spec.InitContainers, context, path.Child("initContainers"));
        ValidateEphemeral(errors, spec.EphemeralContainers, context, path.Child("ephemeralContainers"));
        ValidateClaims(errors, spec.ResourceClaims, path.Child("resourceClaims"));
        Check.RequiredOneOf(errors, path.Child("restartPolicy"), spec.RestartPolicy, "Always", "Never", "OnFailure");
        Check.RequiredOneOf(errors, path.Child("dnsPolicy"), spec.DnsPolicy, "ClusterFirst", "ClusterFirstWithHostNet", "Default", "None");
        ObjectMetaValidation.ValidateLabels(errors, spec["nodeSelector"] as DocMap, path.Child("nodeSelector"));
        PodSecurityValidation.Validate(errors, spec.SecurityContext, path.Child("securityContext"));
        NodeSelectionValidation.ValidateAffinity(errors, spec.Affinity, path.Child("affinity"));
        ValidateDns(errors, spec, path.Child("dnsConfig"));
        for (var i = 0; i < spec.ReadinessGates.Count; i++)
        {
            var type = spec.ReadinessGates[i].ConditionType;
            errors.AddInvalid(path.Child("readinessGates").Index(i).Child("conditionType"), type, Formats.IsQualifiedName(type));
        }
        NodeSelectionValidation.ValidateTopologySpread(errors, spec.TopologySpreadConstraints, path.Child("topologySpreadConstraints"));
        ValidateNames(errors, spec, path);
        if (spec.ActiveDeadlineSeconds is { } deadline)
        {
            errors.AddInvalid(path.Child("activeDeadlineSeconds"), deadline, Formats.IsInRange(deadline, 1, int.MaxValue));
        }
        NodeSelectionValidation.ValidateTolerations(errors, spec.Tolerations, path.Child("tolerations"));
        ValidateHostAliases(errors, spec.HostAliases, path.Child("hostAliases"));
        Check.OneOf(errors, path.Child("preemptionPolicy"), spec.PreemptionPolicy, "Never", "PreemptLowerPriority");
        foreach (var (name, amount) in spec.Overhead)
        {
            ResourceValidation.ValidateName(errors, name, path.Child("overhead").Key(name));
            ResourceValidation.ValidateAmount(errors, name, amount, path.Child("overhead").Key(name));
        }
        ValidateOs(errors, spec, path);
        ValidateGates(errors, spec.SchedulingGates, path.Child("schedulingGates"));
    }

    private static void ValidateEphemeral(FieldErrorList errors, ListOf<EphemeralContainer> containers, PodContext context, FieldPath path)
    {
        for (var i = 0; i < containers.Count; i++)
        {
            var (container, at) = (containers[i], path.Index(i));
            Check.NotEmpty(errors, at.Child("name"), container.Name);
            if (container.Name.Length > 0)
            {
                errors.AddInvalid(at.Child("name"), container.Name, Formats.IsDns1123Label(container.Name));
                if (!context.Names.Add(container.Name))
                {
                    errors.Duplicate(at.Child("name"), container.Name);
                }
            }
            Check.NotEmpty(errors, at.Child("image"), container.Image);
            Check.RequiredOneOf(errors, at.Child("terminationMessagePolicy"), container.TerminationMessagePolicy, "File", "FallbackToLogsOnError");
            Check.RequiredOneOf(errors, at.Child("imagePullPolicy"), container.ImagePullPolicy, "Always", "IfNotPresent", "Never");
            foreach (var field in (ReadOnlySpan<string>)["lifecycle", "livenessProbe", "ports", "readinessProbe", "startupProbe"])
            {
                if (container[field] is not null)
                {
                    errors.Forbidden(at.Child(field), "cannot be set for an Ephemeral Container");
                }
            }
            if (!container.Resources.IsEmpty)
            {
                errors.Forbidden(at.Child("resources"), "cannot be set for an Ephemeral Container");
            }
            if (container.TargetContainerName.Length > 0
                && !context.Spec.Containers.Any(c => c.Name == container.TargetContainerName) && !context.Spec.InitContainers.Any(c => c.Name == container.TargetContainerName))
            {
                errors.NotFound(at.Child("targetContainerName"), container.TargetContainerName);
            }
        }
    }

    private static void ValidateClaims(FieldErrorList errors, ListOf<PodResourceClaim> claims, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < claims.Count; i++)
        {
            var (claim, at) = (claims[i], path.Index(i));
            if (claim.Name.Length == 0)
            {
                errors.Required(at.Child("name"));
            }
            else if (!seen.Add(claim.Name))
            {
                errors.Duplicate(at.Child("name"), claim.Name);
            }
            else
            {
                errors.AddInvalid(at.Child("name"), claim.Name, Formats.IsDns1123Label(claim.Name));
            }
            if (claim.ResourceClaimName is not null && claim.ResourceClaimTemplateName is not null)
            {
                errors.Invalid(at, claim, "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            }
            else if (claim.ResourceClaimName is null && claim.ResourceClaimTemplateName is null)
            {
                errors.Invalid(at, claim, "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            }
        }
    }

    private static void ValidateNames(FieldErrorList errors, PodSpec spec, FieldPath path)
    {
        static void Subdomain(FieldErrorList errors, string value, FieldPath path)
        {
            if (value.Length > 0)
            {
                errors.AddInvalid(path, value, Formats.IsDns1123Subdomain(value));
            }
        }
        Subdomain(errors, spec.ServiceAccountName, path.Child("serviceAccountName"));
        Subdomain(errors, spec.NodeName, path.Child("nodeName"));
        Subdomain(errors, spec.PriorityClassName, path.Child("priorityClassName"));
        if (spec.RuntimeClassName is { } runtimeClass)
        {
            errors.AddInvalid(path.Child("runtimeClassName"), runtimeClass, Formats.IsDns1123Subdomain(runtimeClass));
        }
        if (spec.Hostname.Length > 0)
        {
            errors.AddInvalid(path.Child("hostname"), spec.Hostname, Formats.IsDns1123Label(spec.Hostname));
        }
        if (spec.Subdomain.Length > 0)
        {
            errors.AddInvalid(path.Child("subdomain"), spec.Subdomain, Formats.IsDns1123Label(spec.Subdomain));
        }
        if (spec.ShareProcessNamespace == true && spec.HostPID)
        {
            errors.Invalid(path.Child("shareProcessNamespace"), true, "ShareProcessNamespace and HostPID cannot both be enabled");
        }
    }

    private static void ValidateDns(FieldErrorList errors, PodSpec spec, FieldPath path)
    {
        if (spec.DnsPolicy == "None" && (spec.DnsConfig is null || spec.DnsConfig.Nameservers.Count == 0))
        {
            errors.Required(spec.DnsConfig is null ? path : path.Child("nameservers"), spec.DnsConfig is null
                ? "must provide `dnsConfig` when `dnsPolicy` is None" : "must provide at least one DNS nameserver when `dnsPolicy` is None");
        }
        if (spec.DnsConfig is not { } config)
        {
            return;
        }
        if (config.Nameservers.Count > 3)
        {
            errors.Invalid(path.Child("nameservers"), config["nameservers"], "must not have more than 3 nameservers");
        }
        for (var i = 0; i < config.Nameservers.Count; i++)
        {
            Addresses.ValidateIp(errors, path.Child("nameservers").Index(i), config.Nameservers[i]);
        }
        if (config.Searches.Count > 32)
        {
            errors.Invalid(path.Child("searches"), config["searches"], "must not have more than 32 search paths");
        }
        for (var i = 0; i < config.Searches.Count; i++)
        {
            var search = config.Searches[i].EndsWith('.') && config.Searches[i].Length > 1 ? config.Searches[i][..^1] : config.Searches[i];
            if (search != ".")
            {
                errors.AddInvalid(path.Child("searches").Index(i), search, Formats.IsDns1123SubdomainWithUnderscore(search));
            }
        }
        for (var i = 0; i < config.Options.Count; i++)
        {
            if (config.Options[i].Name.Length == 0)
            {
                errors.Required(path.Child("options").Index(i), "must not be empty");
            }
        }
    }

    private static void ValidateHostAliases(FieldErrorList errors, ListOf<HostAlias> aliases, FieldPath path)
    {
        for (var i = 0; i < aliases.Count; i++)
        {
            Addresses.ValidateIp(errors, path.Index(i).Child("ip"), aliases[i].Ip);
            for (var h = 0; h < aliases[i].Hostnames.Count; h++)
            {
                var name = aliases[i].Hostnames[h];
                errors.AddInvalid(path.Index(i).Child("hostnames").Index(h), name, Formats.IsDns1123Subdomain(name));
            }
        }
    }

    private static void ValidateOs(FieldErrorList errors, PodSpec spec, FieldPath path)
    {
        if (spec.Os is not { } os)
        {
            return;
        }
        if (os.Name.Length == 0)
        {
            errors.Required(path.Child("os").Child("name"), "cannot be empty");
        }
        else if (os.Name is not ("linux" or "windows"))
        {
            errors.NotSupported(path.Child("os"), os.Name, "linux", "windows");
        }
    }

    private static void ValidateGates(FieldErrorList errors, ListOf<PodSchedulingGate> gates, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < gates.Count; i++)
        {
            errors.AddInvalid(path.Index(i), gates[i].Name, Formats.IsQualifiedName(gates[i].Name));
            if (!seen.Add(gates[i].Name))
            {
                errors.Duplicate(path.Index(i), gates[i].Name);
            }
        }
    }

    public static void ValidateUpdate(Pod pod, Pod old, FieldErrorList errors)
    {
        if (!ValidateImages(errors, pod.Spec.Containers, old.Spec.Containers, "containers")
            || !ValidateImages(errors, pod.Spec.InitContainers, old.Spec.InitContainers, "initContainers"))
        {
            return;
        }
        var deadlinePath = FieldPath.Spec.Child("activeDeadlineSeconds");
        if (pod.Spec.ActiveDeadlineSeconds is { } deadline)
        {
            if (deadline is < 0 or > int.MaxValue)
            {
                errors.Invalid(deadlinePath, deadline, Formats.InclusiveRange(0, int.MaxValue));
                return;
            }
            if (old.Spec.ActiveDeadlineSeconds < deadline)
            {
                errors.Invalid(deadlinePath, deadline, "must be less than or equal to previous value");
                return;
            }
        }
        else if (old.Spec.ActiveDeadlineSeconds is not null)
        {
            errors.Invalid(deadlinePath, null, "must not update from a positive integer to nil value");
        }
        ValidateAddedTolerations(errors, pod, old);
        foreach (var gate in pod.Spec.SchedulingGates)
        {
            if (!old.Spec.SchedulingGates.Any(g => g.Name == gate.Name))
            {
                errors.Forbidden(FieldPath.Spec.Child("schedulingGates"), $"only deletion is allowed, but found new scheduling gate '{gate.Name}'");
            }
        }
        ValidateRest(errors, pod, old);
    }

    private static bool ValidateImages(FieldErrorList errors, ListOf<Container> containers, ListOf<Container> old, string field)
    {
        var path = FieldPath.Spec.Child(field);
        if (containers.Count != old.Count)
        {
            errors.Forbidden(path, "pod updates may not add or remove containers");
            return false;
        }
        for (var i = 0; i < containers.Count; i++)
        {
            if (containers[i].Image.Length == 0)
            {
                errors.Required(path.Index(i).Child("image"));
            }
            else if (containers[i].Image.Trim().Length != containers[i].Image.Length)
            {
                errors.Invalid(path.Index(i).Child("image"), containers[i].Image, "must not have leading or trailing whitespace");
            }
        }
        return true;
    }

    private static void ValidateAddedTolerations(FieldErrorList errors, Pod pod, Pod old)
    {
        foreach (var toleration in old.Spec.Tolerations)
        {
            var kept = pod.Spec.Tolerations.Any(t => t.Key == toleration.Key && t.Operator == toleration.Operator && t.Value == toleration.Value && t.Effect == toleration.Effect);
            if (!kept)
            {
                errors.Forbidden(FieldPath.Spec.Child("tolerations"), "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
    }

    // All that may change is made equal; what then differs may not.
    private static void ValidateRest(FieldErrorList errors, Pod pod, Pod old)
    {
        var munged = (PodSpec)pod.Spec.DeepClone();
        for (var i = 0; i < munged.Containers.Count; i++)
        {
            munged.Containers[i].Image = old.Spec.Containers[i].Image;
        }
        for (var i = 0; i < munged.InitContainers.Count; i++)
        {
            munged.InitContainers[i].Image = old.Spec.InitContainers[i].Image;
        }
        munged.ActiveDeadlineSeconds = old.Spec.ActiveDeadlineSeconds;
        munged["tolerations"] = DocNode.CloneValue(old.Spec["tolerations"]);
        if (old.Spec.TerminationGracePeriodSeconds < 0 && munged.TerminationGracePeriodSeconds == 1)
        {
            munged.TerminationGracePeriodSeconds = old.Spec.TerminationGracePeriodSeconds;
        }
        if (old.Spec.SchedulingGates.Count > 0)
        {
            munged["schedulingGates"] = DocNode.CloneValue(old.Spec["schedulingGates"]);
            if (old.Spec.NodeSelector.All(pair => munged.NodeSelector[pair.Key] == pair.Value))
            {
                munged["nodeSelector"] = DocNode.CloneValue(old.Spec["nodeSelector"]);
            }
            if (munged.Affinity?.NodeAffinity is not null && old.Spec.Affinity?.NodeAffinity is null)
            {
                munged["affinity"] = DocNode.CloneValue(old.Spec["affinity"]);
            }
        }
        if (!DocNode.DeepEquals(munged, old.Spec))
        {
            errors.Forbidden(FieldPath.Spec, $"pod updates may not change fields other than {UpdatableFields}\n{Check.Differences(munged, old.Spec)}");
        }
    }

    /// <summary>Checks an update through the ephemeralcontainers subresource.</summary>
    public static void ValidateEphemeralContainersUpdate(Pod pod, Pod old, FieldErrorList errors)
    {
        var path = FieldPath.Spec.Child("ephemeralContainers");
        ValidateSpec(errors, pod.Spec, FieldPath.Spec);
        foreach (var container in old.Spec.EphemeralContainers)
        {
            var now = pod.Spec.EphemeralContainers.FirstOrDefault(c => c.Name == container.Name);
            if (now is null)
            {
                errors.Forbidden(path, $"existing ephemeral containers \"{container.Name}\" may not be removed\n");
            }
            else if (!DocNode.DeepEquals(now, container))
            {
                errors.Forbidden(path, $"existing ephemeral containers \"{container.Name}\" may not be changed\n{Check.Differences(now, container)}");
            }
        }
    }
}
