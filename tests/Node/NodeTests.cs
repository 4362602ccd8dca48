using System.Diagnostics;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client;
using Xunit.Abstractions;

namespace Navarch.Node.Tests;

public sealed class NodeTests(NodeFixture node, ITestOutputHelper output) : IClassFixture<NodeFixture>
{
    private const string Forever = "trap 'exit 0' TERM; while true; do sleep 0.2; done";

    [ContainerFact]
    public async Task A_pod_runs_says_so_quickly_and_goes_when_deleted()
    {
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await node.Api.CreateAsync(Pod("quick" + i, Busybox("c", "echo hello; " + Forever)));
            var pod = await node.UntilAsync<Pod>("quick" + i, p => p?.Status.Phase == "Running");
            output.WriteLine($"running after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            Assert.StartsWith("10.203.81.", pod.Status.PodIP, StringComparison.Ordinal);
        }

        Assert.Equal("hello\n", await node.Https.GetStringAsync("/api/v1/namespaces/default/pods/quick0/log"));
        await node.Api.DeleteAsync<Pod>("default", "quick0");
        await node.UntilAsync<Pod>("quick0", p => p is null);
    }

    [ContainerFact]
    public async Task A_pod_gets_its_configuration_its_volumes_and_its_containers_in_order()
    {
        await node.Api.CreateAsync(new ConfigMap
        {
            Metadata = new ObjectMeta { Name = "settings", Namespace = "default" },
            Data = new Dictionary<string, string> { ["k"] = "v1" }.ToMapOf(),
        });
        var pod = Pod("full", Busybox("c", "echo $K $NAME; cat /shared/x /cm/k; cat /var/run/secrets/kubernetes.io/serviceaccount/namespace; echo; while [ $(cat /cm/k) != v2 ]; do sleep 0.1; done; echo seen; " + Forever));
        var container = pod.Spec.Containers[0];
        container.Env =
        [
            new EnvVar { Name = "K", ValueFrom = new EnvVarSource { ConfigMapKeyRef = new ConfigMapKeySelector { Name = "settings", Key = "k" } } },
            new EnvVar { Name = "NAME", ValueFrom = new EnvVarSource { FieldRef = new ObjectFieldSelector { FieldPath = "metadata.name" } } },
        ];
        container.VolumeMounts = [new VolumeMount { Name = "cm", MountPath = "/cm" }, new VolumeMount { Name = "shared", MountPath = "/shared" }];
        container.ReadinessProbe = new Probe { Exec = new ExecAction { Command = ["cat", "/shared/x"] }, PeriodSeconds = 1 };
        var init = Busybox("init", "echo x > /shared/x");
        init.VolumeMounts = [new VolumeMount { Name = "shared", MountPath = "/shared" }];
        var sidecar = Busybox("side", Forever);
        sidecar.RestartPolicy = "Always";
        pod.Spec.InitContainers = [init, sidecar];
        pod.Spec.Volumes =
        [
            new Volume { Name = "cm", ConfigMap = new ConfigMapVolumeSource { Name = "settings" } },
            new Volume { Name = "shared", EmptyDir = new EmptyDirVolumeSource() },
        ];
        await node.Api.CreateAsync(pod);
        await node.UntilAsync<Pod>("full", p => p?.Status.Conditions.Any(c => c is { Type: "Ready", Status: "True" }) == true);
        var map = (ConfigMap)(await node.Api.GetAsync<ConfigMap>("default", "settings")).DeepClone();
        map.Data = map.Data.With("k", "v2");
        await node.Api.UpdateAsync(map);
        using var log = new StreamReader(await node.Https.GetStreamAsync("/api/v1/namespaces/default/pods/full/log?container=c&follow=true"));
        var lines = new List<string>();
        while (await log.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line == "seen")
            {
                break;
            }
        }

        Assert.Equal(["v1 full", "x", "v1default", "seen"], lines);
    }

    [ContainerFact]
    public async Task Ends_are_told_by_phase_reason_and_message()
    {
        var done = Pod("done", Busybox("c", "true"));
        done.Spec.RestartPolicy = "Never";
        await node.Api.CreateAsync(done);
        await node.Api.CreateAsync(Pod("crash", Busybox("c", "echo bye > /dev/termination-log; exit 3")));
        var missing = Pod("missing", Busybox("c", "true"));
        missing.Spec.Containers[0].Image = "localhost:1/nothing:1";
        await node.Api.CreateAsync(missing);

        var finished = await node.UntilAsync<Pod>("done", p => p?.Status.Phase == "Succeeded");
        Assert.Equal("Completed", finished.Status.ContainerStatuses[0].State.Terminated!.Reason);
        var crashed = await node.UntilAsync<Pod>("crash", p => p?.Status.ContainerStatuses.Any(c => c.State.Waiting?.Reason == "CrashLoopBackOff") == true);
        var last = crashed.Status.ContainerStatuses[0].LastState.Terminated!;
        Assert.Equal((3, "Error", "bye\n"), (last.ExitCode, last.Reason, last.Message));
        await node.UntilAsync<Pod>("missing", p => p?.Status.ContainerStatuses.Any(c => c.State.Waiting?.Reason == "ImagePullBackOff") == true);
    }

    [ContainerFact]
    public async Task Running_pods_are_adopted_by_the_next_kubelet_and_orphans_end()
    {
        await node.Api.CreateAsync(Pod("stays", Busybox("c", Forever)));
        await node.Api.CreateAsync(Pod("orphan", Busybox("c", Forever)));
        var before = await node.UntilAsync<Pod>("stays", p => p?.Status.Phase == "Running");
        await node.UntilAsync<Pod>("orphan", p => p?.Status.Phase == "Running");
        await node.StopKubeletAsync();
        await node.Api.DeleteAsync<Pod>("default", "orphan", new DeleteOptions { GracePeriodSeconds = 0 });
        await node.StartKubeletAsync();

        // A new pod shows that the new kubelet works; by then it has seen the old ones too.
        await node.Api.CreateAsync(Pod("after", Busybox("c", Forever)));
        await node.UntilAsync<Pod>("after", p => p?.Status.Phase == "Running");
        var after = await node.Api.GetAsync<Pod>("default", "stays");
        Assert.Equal(before.Status.ContainerStatuses[0].ContainerID, after.Status.ContainerStatuses[0].ContainerID);
        Assert.Equal(0, after.Status.ContainerStatuses[0].RestartCount);
        Assert.True(after.Status.ContainerStatuses[0].Ready);
    }

    [ContainerFact]
    public async Task The_node_tells_what_it_is()
    {
        var self = await node.Api.GetAsync<Api.Core.V1.Node>(null, NodeFixture.NodeName);
        Assert.Equal("v1.36.2", self.Status.NodeInfo.KubeletVersion);
        Assert.StartsWith("containerd://", self.Status.NodeInfo.ContainerRuntimeVersion, StringComparison.Ordinal);
        Assert.Equal("True", self.Status.Conditions.Single(c => c.Type == "Ready").Status);
        Assert.True(self.Status.Allocatable["memory"].Value > 0);
    }

    private static Container Busybox(string name, string script) =>
        new() { Name = name, Image = "busybox", ImagePullPolicy = "IfNotPresent", Command = ["sh", "-c", script] };

    private static Pod Pod(string name, params Container[] containers) => new()
    {
        Metadata = new ObjectMeta { Name = name, Namespace = "default" },
        Spec = new PodSpec { NodeName = NodeFixture.NodeName, TerminationGracePeriodSeconds = 3, Containers = containers.ToListOf() },
    };
}
