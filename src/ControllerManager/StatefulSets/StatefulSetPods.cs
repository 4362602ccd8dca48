using System.Globalization;
using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ControllerManager.Workloads;

namespace Navarch.ControllerManager.StatefulSets;

/// <summary>The names, pods and claims of a StatefulSet's members. Pure.</summary>
internal static class StatefulSetPods
{
    public const string PodNameLabel = "statefulset.kubernetes.io/pod-name";
    public const string PodIndexLabel = "apps.kubernetes.io/pod-index";

    public static string NameOf(StatefulSet set, int ordinal) => string.Create(CultureInfo.InvariantCulture, $"{set.Metadata.Name}-{ordinal}");

    /// <summary>The ordinal in a pod's name; -1 when the pod is none of the set's.</summary>
    public static int OrdinalOf(StatefulSet set, Pod pod)
    {
        var name = pod.Metadata.Name;
        var prefix = set.Metadata.Name;
        return name.Length > prefix.Length + 1 && name.StartsWith(prefix, StringComparison.Ordinal) && name[prefix.Length] == '-'
            && int.TryParse(name.AsSpan(prefix.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal) ? ordinal : -1;
    }

    /// <summary>The member's pod, from the template of a revision.</summary>
    public static Pod Make(StatefulSet set, PodTemplateSpec template, string revision, int ordinal)
    {
        var pod = PodControl.FromTemplate(template, set);
        var name = NameOf(set, ordinal);
        pod.Metadata.Name = name;
        pod.Metadata.Labels = pod.Metadata.Labels
            .With(PodNameLabel, name).With(PodIndexLabel, ordinal.ToString(CultureInfo.InvariantCulture)).With(Revisions.PodLabel, revision);
        pod.Spec.Hostname = name;
        pod.Spec.Subdomain = set.Spec.ServiceName;
        if (set.Spec.VolumeClaimTemplates.Count > 0)
        {
            var claims = set.Spec.VolumeClaimTemplates.Select(t => new Volume
            {
                Name = t.Metadata.Name,
                PersistentVolumeClaim = new PersistentVolumeClaimVolumeSource { ClaimName = ClaimName(t, name) },
            }).ToList();
            pod.Spec.Volumes = claims.Concat(pod.Spec.Volumes.Where(v => claims.All(c => c.Name != v.Name)).Select(v => (Volume)v.DeepClone())).ToListOf();
        }
        return pod;
    }

    /// <summary>The member's claims, which outlive its pods.</summary>
    public static IEnumerable<PersistentVolumeClaim> Claims(StatefulSet set, int ordinal)
    {
        foreach (var template in set.Spec.VolumeClaimTemplates)
        {
            var claim = new PersistentVolumeClaim { Spec = (PersistentVolumeClaimSpec)template.Spec.DeepClone() };
            claim.Metadata.Name = ClaimName(template, NameOf(set, ordinal));
            claim.Metadata.Namespace = set.Metadata.Namespace;
            claim.Metadata.Annotations = template.Metadata.Annotations;
            claim.Metadata.Labels = template.Metadata.Labels.Concat(set.Spec.Selector?.MatchLabels ?? default(MapOf<string>)).ToMapOf();
            yield return claim;
        }
    }

    private static string ClaimName(PersistentVolumeClaim template, string pod) => template.Metadata.Name + "-" + pod;
}
