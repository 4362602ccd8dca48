using System.Text;
using Navarch.Api.Apps.V1;
using Navarch.Api.Batch.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;

namespace Navarch.Api.Tests.Strategies;

public sealed class DefaultsTests
{
    private static T Created<T>(string json) where T : KubernetesObject, IKind<T>
    {
        var strategy = BuiltInKinds.All.First(kind => kind.Resource == T.Resource).Strategy;
        var obj = JsonDecoder.Decode<T>(Encoding.UTF8.GetBytes(json), T.Resource.Schema);
        strategy.SetDefaults(obj);
        obj.Metadata.Uid = "u-1";
        strategy.PrepareForCreate(obj);
        return obj;
    }

    [Fact]
    public void APodGetsWhatUpstreamGivesIt()
    {
        var pod = Created<Pod>("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"c","image":"redis","livenessProbe":{"httpGet":{"port":80}},"resources":{"limits":{"cpu":"0.0005"}}}],"volumes":[{"name":"v"}]}}""");
        Assert.Equal(
            """{"name":"c","image":"redis","resources":{"limits":{"cpu":"1m"},"requests":{"cpu":"1m"}},"livenessProbe":{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},"terminationMessagePath":"/dev/termination-log","imagePullPolicy":"Always","terminationMessagePolicy":"File"}""",
            JsonEncoder.ToText(pod.Spec.Containers[0]), new SameJson());
        Assert.NotNull(pod.Spec.Volumes[0].EmptyDir);
        Assert.Equal(("Pending", "Burstable"), (pod.Status.Phase, pod.Status.QosClass));
        Assert.Equal(30, pod.Spec.TerminationGracePeriodSeconds);
    }

    [Fact]
    public void DefaultsAreTheSameTheSecondTime()
    {
        foreach (var (resource, strategy) in BuiltInKinds.All)
        {
            var obj = (KubernetesObject)resource.Schema.Create();
            strategy.SetDefaults(obj);
            var once = JsonEncoder.ToText(obj);
            strategy.SetDefaults(obj);
            Assert.Equal(once, JsonEncoder.ToText(obj));
        }
    }

    [Theory]
    [InlineData("redis", "Always")]
    [InlineData("redis:latest", "Always")]
    [InlineData("redis:7", "IfNotPresent")]
    [InlineData("localhost:5000/redis", "Always")]
    [InlineData("localhost:5000/redis:7", "IfNotPresent")]
    [InlineData("redis@sha256:0123", "IfNotPresent")]
    public void ThePullPolicyFollowsTheTag(string image, string policy) => Assert.Equal(policy,
        Created<Pod>("""{"spec":{"containers":[{"image":"IMAGE"}]}}""".Replace("IMAGE", image, StringComparison.Ordinal)).Spec.Containers[0].ImagePullPolicy);

    [Fact]
    public void AServiceKeepsItsAddressAndPortsThroughAnUpdateThatLeavesThemOut()
    {
        var strategy = new ServiceStrategy();
        var old = Created<Service>("""{"spec":{"type":"NodePort","clusterIP":"10.0.0.9","ports":[{"port":80,"nodePort":30080},{"port":81,"nodePort":30081}]}}""");
        old.Freeze();
        var update = Created<Service>("""{"spec":{"type":"NodePort","ports":[{"port":81},{"port":82}]}}""");
        strategy.PrepareForUpdate(update, old);
        Assert.Equal("10.0.0.9", update.Spec.ClusterIP);
        Assert.Equal(["10.0.0.9"], update.Spec.ClusterIPs);
        Assert.Equal([30081, 0], update.Spec.Ports.Select(port => port.NodePort));
        var external = Created<Service>("""{"spec":{"type":"ExternalName","externalName":"x","clusterIP":"10.0.0.9","clusterIPs":["10.0.0.9"]}}""");
        strategy.PrepareForUpdate(external, old);
        Assert.Equal("", external.Spec.ClusterIP);
    }

    [Fact]
    public void AJobSelectsItsOwnPods()
    {
        var job = Created<Job>("""{"metadata":{"name":"j"},"spec":{"template":{"spec":{"containers":[]}}}}""");
        Assert.Equal("u-1", job.Spec.Selector!.MatchLabels["batch.kubernetes.io/controller-uid"]);
        Assert.Equal("j", job.Spec.Template.Metadata.Labels["job-name"]);
        Assert.Equal((1, 1, 6), (job.Spec.Parallelism, job.Spec.Completions, job.Spec.BackoffLimit));
    }

    [Fact]
    public void ADaemonSetCountsTheChangesOfItsTemplate()
    {
        var strategy = new DaemonSetStrategy();
        var old = Created<DaemonSet>("""{"spec":{"template":{"spec":{"containers":[{"image":"a:1"}]}}}}""");
        old.Freeze();
        var update = (DaemonSet)old.DeepClone();
        update.Spec.Template.Spec.Containers[0].Image = "a:2";
        strategy.PrepareForUpdate(update, old);
        Assert.Equal("2", update.Metadata.Annotations["deprecated.daemonset.template.generation"]);
    }

    [Fact]
    public void StringDataWinsOverDataAndIsNotKept()
    {
        var secret = Created<Secret>("""{"data":{"a":"MQ=="},"stringData":{"a":"zwei","b":""}}""");
        Assert.Equal(("endlaQ==", "", 0, "Opaque"), (secret.Data["a"], secret.Data["b"], secret.StringData.Count, secret.Type));
    }

    [Fact]
    public void APodsStatusIsToldByItsContainers()
    {
        var pod = Created<Pod>("""{"metadata":{"name":"p"},"spec":{"containers":[{"name":"a"},{"name":"b"}]}}""");
        pod.Status = (PodStatus)JsonDecoder.Decode(
            """{"phase":"Running","containerStatuses":[{"name":"a","ready":true,"state":{"running":{}}},{"name":"b","restartCount":3,"state":{"waiting":{"reason":"CrashLoopBackOff"}},"lastState":{"terminated":{"exitCode":1,"finishedAt":"2026-01-01T00:00:00Z"}}}]}"""u8,
            PodStatus.TypeSchema);
        var now = new DateTimeOffset(2026, 1, 1, 0, 1, 5, TimeSpan.Zero);
        Assert.Equal(["p", "1/2", "CrashLoopBackOff", "3 (65s ago)"], new PodStrategy().Columns.Take(4).Select(column => column.Cell(pod, now)));
    }

    private sealed class SameJson : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => DocNode.DeepEquals(UntypedJson.Decode(Encoding.UTF8.GetBytes(x!)), UntypedJson.Decode(Encoding.UTF8.GetBytes(y!)));

        public int GetHashCode(string obj) => 0;
    }
}
