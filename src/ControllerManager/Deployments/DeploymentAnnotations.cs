using System.Globalization;
using Navarch.Api;
using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Deployments;

/// <summary>What a Deployment and its ReplicaSets say of each other in annotations and labels. Pure.</summary>
internal static class DeploymentAnnotations
{
    public const string Revision = "deployment.kubernetes.io/revision";
    public const string RevisionHistory = "deployment.kubernetes.io/revision-history";
    public const string DesiredReplicas = "deployment.kubernetes.io/desired-replicas";
    public const string MaxReplicas = "deployment.kubernetes.io/max-replicas";
    public const string PodTemplateHash = "pod-template-hash";

    // What is the Deployment's own, and not of its ReplicaSets.
    private static readonly string[] NotCopied =
        ["kubectl.kubernetes.io/last-applied-configuration", Revision, RevisionHistory, DesiredReplicas, MaxReplicas, "deprecated.deployment.rollback.to"];

    public static long RevisionOf(KubernetesObject obj) =>
        long.TryParse(obj.Metadata.Annotations[Revision], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? revision : 0;

    public static int? DesiredReplicasOf(ReplicaSet replicaSet) =>
        int.TryParse(replicaSet.Metadata.Annotations[DesiredReplicas], NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) ? replicas : null;

    public static int? MaxReplicasOf(ReplicaSet replicaSet) =>
        int.TryParse(replicaSet.Metadata.Annotations[MaxReplicas], NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) ? replicas : null;

    /// <summary>True when both templates make the same pods, but for the hash label.</summary>
    public static bool SameTemplate(PodTemplateSpec a, PodTemplateSpec b) => DocNode.DeepEquals(WithoutHash(a), WithoutHash(b));

    /// <summary>Sets the sizes that proportional scaling reads; true when they changed.</summary>
    public static bool SetSizes(ReplicaSet replicaSet, int desired, int max)
    {
        if (DesiredReplicasOf(replicaSet) == desired && MaxReplicasOf(replicaSet) == max)
        {
            return false;
        }
        replicaSet.Metadata.Annotations = replicaSet.Metadata.Annotations
            .With(DesiredReplicas, desired.ToString(CultureInfo.InvariantCulture)).With(MaxReplicas, max.ToString(CultureInfo.InvariantCulture));
        return true;
    }

    /// <summary>Gives the newest ReplicaSet its revision and the Deployment's annotations.</summary>
    public static void SetRevision(Deployment deployment, ReplicaSet replicaSet, long revision, bool exists)
    {
        var annotations = replicaSet.Metadata.Annotations;
        foreach (var (key, value) in deployment.Metadata.Annotations)
        {
            if (!NotCopied.Contains(key))
            {
                annotations = annotations.With(key, value);
            }
        }
        var present = RevisionOf(replicaSet);
        if (present < revision)
        {
            annotations = annotations.With(Revision, revision.ToString(CultureInfo.InvariantCulture));
            if (exists && present > 0)
            {
                var history = replicaSet.Metadata.Annotations[RevisionHistory];
                annotations = annotations.With(RevisionHistory, string.IsNullOrEmpty(history) ? present.ToString(CultureInfo.InvariantCulture) : $"{history},{present}");
            }
        }
        replicaSet.Metadata.Annotations = annotations;
    }

    private static PodTemplateSpec WithoutHash(PodTemplateSpec template)
    {
        if (!template.Metadata.Labels.ContainsKey(PodTemplateHash))
        {
            return template;
        }
        var copy = template.Copy();
        copy.Metadata.Labels = copy.Metadata.Labels.Without(PodTemplateHash);
        return copy;
    }
}
