using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.ControllerManager.Tests;

internal static class Pods
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static Pod Make(string name, string node = "n1", string phase = "Running", bool ready = true, bool deleting = false, double ageSeconds = 60, string revision = "", params (string Key, string Value)[] labels)
    {
        var pod = new Pod();
        pod.Metadata.Name = name;
        pod.Metadata.Namespace = "default";
        pod.Metadata.Uid = "uid-" + name;
        pod.Metadata.CreationTimestamp = Now.AddSeconds(-ageSeconds);
        foreach (var (key, value) in labels)
        {
            pod.Metadata.Labels = pod.Metadata.Labels.With(key, value);
        }
        if (revision.Length > 0)
        {
            pod.Metadata.Labels = pod.Metadata.Labels.With("controller-revision-hash", revision);
        }
        if (deleting)
        {
            pod.Metadata.DeletionTimestamp = Now;
        }
        pod.Spec.NodeName = node;
        pod.Status.Phase = phase;
        pod.Status.PodIP = "10.244.0.1";
        pod.Status.Conditions = [new PodCondition { Type = "Ready", Status = ready ? "True" : "False", LastTransitionTime = Now.AddSeconds(-ageSeconds) }];
        return pod;
    }
}
