using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Client;
using Navarch.ControllerManager;

namespace Navarch.Integration;

public sealed class WorkloadTests
{
    private static Deployment Deployment(string name, int replicas, string image = "redis:1")
    {
        var deployment = new Deployment();
        deployment.Metadata.Name = name;
        deployment.Metadata.Namespace = "default";
        deployment.Spec.Replicas = replicas;
        deployment.Spec.Selector = new LabelSelector { MatchLabels = default(MapOf<string>).With("app", name) };
        deployment.Spec.Template.Metadata.Labels = default(MapOf<string>).With("app", name);
        deployment.Spec.Template.Spec.Containers = [new Container { Name = "main", Image = image }];
        return deployment;
    }

    [Fact]
    public async Task A_deployment_rolls_out_updates_undoes_and_leaves_nothing_behind()
    {
        await using var plane = await ControlPlane.StartAsync(new ControllerManagerOptions());
        await plane.AddHollowNodeAsync("n1");
        await plane.EventuallyAsync<ServiceAccount>(all => all.Any(a => a.Metadata.Name == "default" && a.Metadata.Namespace == "default"), "service account");
        await plane.Client.CreateAsync(Deployment("web", 3));
        await plane.EventuallyAsync<Deployment>(all => all.Any(d => d.Status.AvailableReplicas == 3
            && d.Status.Conditions.Any(c => c is { Type: "Progressing", Reason: "NewReplicaSetAvailable" })), "first rollout");

        Assert.Equal("1", (await plane.Client.GetAsync<Deployment>("default", "web")).Metadata.Annotations["deployment.kubernetes.io/revision"]);
        await plane.ChangeAsync<Deployment>("default", "web", d => d.Spec.Template.Spec.Containers[0].Image = "redis:2");
        await plane.EventuallyAsync<Pod>(all => all.Count == 3 && all.All(p => p.Spec.Containers[0].Image == "redis:2" && p.Status.Phase == "Running"), "update");
        await plane.EventuallyAsync<Deployment>(all => all.Any(d => d.Status is { UpdatedReplicas: 3, Replicas: 3, AvailableReplicas: 3 }), "update's status");
        Assert.Equal(2, plane.Informers.For<ReplicaSet>().Count);

        await plane.ChangeAsync<Deployment>("default", "web", d => d.Spec.Template.Spec.Containers[0].Image = "redis:1");
        await plane.EventuallyAsync<Pod>(all => all.Count == 3 && all.All(p => p.Spec.Containers[0].Image == "redis:1" && p.Status.Phase == "Running"), "undo");
        await plane.EventuallyAsync<Deployment>(all => all.Any(d => d.Metadata.Annotations["deployment.kubernetes.io/revision"] == "3"), "revision");
        Assert.Equal(2, plane.Informers.For<ReplicaSet>().Count);

        var victim = plane.Informers.For<Pod>().List()[0];
        await plane.Client.DeleteAsync<Pod>("default", victim.Metadata.Name);
        await plane.EventuallyAsync<Pod>(all => all.Count(p => p.Status.Phase == "Running" && p.Metadata.DeletionTimestamp is null) == 3 && all.All(p => p.Metadata.Name != victim.Metadata.Name), "replacement");

        await plane.Client.DeleteAsync<Deployment>("default", "web", new DeleteOptions { PropagationPolicy = "Background" });
        await plane.EventuallyAsync<ReplicaSet>(all => all.Count == 0, "replica sets gone");
        await plane.EventuallyAsync<Pod>(all => all.Count == 0, "pods gone");
        Assert.Empty(plane.Problems);
    }

    [Fact]
    public async Task A_stateful_set_brings_members_up_in_order_with_their_own_claims()
    {
        await using var plane = await ControlPlane.StartAsync(new ControllerManagerOptions { VolumesDirectory = "/nonexistent/volumes" });
        await plane.AddHollowNodeAsync("n1");
        await plane.EventuallyAsync<ServiceAccount>(all => all.Any(a => a.Metadata.Namespace == "default"), "service account");
        var order = new List<string>();
        plane.Informers.For<Pod>().AddHandler(onAdd: p => order.Add(p.Metadata.Name));
        var set = new StatefulSet();
        set.Metadata.Name = "db";
        set.Metadata.Namespace = "default";
        set.Spec.Replicas = 3;
        set.Spec.ServiceName = "db";
        set.Spec.Selector = new LabelSelector { MatchLabels = default(MapOf<string>).With("app", "db") };
        set.Spec.Template.Metadata.Labels = default(MapOf<string>).With("app", "db");
        set.Spec.Template.Spec.Containers = [new Container { Name = "main", Image = "redis" }];
        var claim = new PersistentVolumeClaim();
        claim.Metadata.Name = "data";
        claim.Spec.AccessModes = ["ReadWriteOnce"];
        claim.Spec.Resources.Requests = default(MapOf<Quantity>).With("storage", Quantity.Parse("1Gi"));
        set.Spec.VolumeClaimTemplates = [claim];
        await plane.Client.CreateAsync(set);
        await plane.EventuallyAsync<StatefulSet>(all => all.Any(s => s.Status is { ReadyReplicas: 3, CurrentReplicas: 3, UpdatedReplicas: 3 }), "members");
        Assert.Equal(["db-0", "db-1", "db-2"], order);
        Assert.Equal(["data-db-0", "data-db-1", "data-db-2"], plane.Informers.For<PersistentVolumeClaim>().List().Select(c => c.Metadata.Name).Order());
        var member = plane.Informers.For<Pod>().Get("default", "db-1")!;
        Assert.Equal("db-1", member.Spec.Hostname);
        Assert.Equal("1", member.Metadata.Labels["apps.kubernetes.io/pod-index"]);

        // What the scheduler says when it has chosen a node.
        var chosen = await plane.ChangeAsync<PersistentVolumeClaim>("default", "data-db-1", c => c.Metadata.Annotations = c.Metadata.Annotations.With("volume.kubernetes.io/selected-node", "n1"));
        Assert.Equal("standard", chosen.Spec.StorageClassName);
        await plane.EventuallyAsync<PersistentVolumeClaim>(all => all.Any(c => c.Metadata.Name == "data-db-1" && c.Status.Phase == "Bound"), "claim");
        Assert.Equal("Bound", (await plane.Client.GetAsync<PersistentVolume>(null, plane.Informers.For<PersistentVolumeClaim>().Get("default", "data-db-1")!.Spec.VolumeName)).Status.Phase);

        await plane.Client.DeleteAsync<Pod>("default", "db-1");
        await plane.EventuallyAsync<Pod>(all => all.Any(p => p.Metadata.Name == "db-1" && p.Metadata.Uid != member.Metadata.Uid && p.Status.Phase == "Running"), "same name again");

        await plane.ChangeAsync<StatefulSet>("default", "db", s => s.Spec.Template.Spec.Containers[0].Image = "redis:2");
        await plane.EventuallyAsync<StatefulSet>(all => all.Any(s => s.Status is { UpdatedReplicas: 3, ReadyReplicas: 3 } && s.Status.CurrentRevision == s.Status.UpdateRevision && s.Status.ObservedGeneration == 2), "rolling update");
        Assert.Empty(plane.Problems);
    }

    [Fact]
    public async Task A_namespace_goes_with_all_that_is_in_it()
    {
        await using var plane = await ControlPlane.StartAsync(new ControllerManagerOptions { RootCertificates = "certificates" });
        await plane.AddHollowNodeAsync("n1");
        var ns = new Namespace();
        ns.Metadata.Name = "short";
        await plane.Client.CreateAsync(ns);
        await plane.EventuallyAsync<ConfigMap>(all => all.Any(c => c.Metadata.Name == "kube-root-ca.crt" && c.Metadata.Namespace == "short"), "root certificates");
        await plane.EventuallyAsync<ServiceAccount>(all => all.Any(a => a.Metadata.Namespace == "short"), "service account");
        var deployment = Deployment("web", 2);
        deployment.Metadata.Namespace = "short";
        await plane.Client.CreateAsync(deployment);
        await plane.EventuallyAsync<Pod>(all => all.Count(p => p.Status.Phase == "Running") == 2, "pods");
        await plane.Client.DeleteAsync<Namespace>(null, "short");
        await plane.EventuallyAsync<Namespace>(all => all.All(n => n.Metadata.Name != "short"), "namespace gone");
        await plane.EventuallyAsync<Pod>(all => all.Count == 0, "pods gone");
        await plane.EventuallyAsync<ConfigMap>(all => all.All(c => c.Metadata.Namespace != "short"), "config maps gone");
    }

    [Fact]
    public async Task A_service_s_endpoints_follow_its_pods()
    {
        await using var plane = await ControlPlane.StartAsync(new ControllerManagerOptions());
        await plane.AddHollowNodeAsync("n1");
        await plane.EventuallyAsync<ServiceAccount>(all => all.Any(a => a.Metadata.Namespace == "default"), "service account");
        var service = new Service();
        service.Metadata.Name = "web";
        service.Metadata.Namespace = "default";
        service.Spec.Selector = default(MapOf<string>).With("app", "web");
        service.Spec.Ports = [new ServicePort { Port = 80, TargetPort = 6379 }];
        await plane.Client.CreateAsync(service);
        static Api.Discovery.V1.EndpointSlice? Slice(IEnumerable<Api.Discovery.V1.EndpointSlice> all) => all.FirstOrDefault(s => s.Metadata.Labels["kubernetes.io/service-name"] == "web");
        await plane.EventuallyAsync<Api.Discovery.V1.EndpointSlice>(all => Slice(all) is { Endpoints.Count: 0 }, "empty slice");
        await plane.Client.CreateAsync(Deployment("web", 3));
        await plane.EventuallyAsync<Api.Discovery.V1.EndpointSlice>(all => Slice(all) is { } s && s.Endpoints.Count(e => e.Conditions.Ready == true) == 3 && s.Ports[0].Port == 6379, "three endpoints");
        await plane.Client.PatchAsync(Api.Apps.V1.Deployment.Resource, "default", "web",
            new Patch(PatchType.Merge, new DocMap(TypeSchema.Any) { ["spec"] = new DocMap(TypeSchema.Any) { ["replicas"] = 1L } }));
        await plane.EventuallyAsync<Api.Discovery.V1.EndpointSlice>(all => Slice(all) is { Endpoints.Count: 1 }, "one endpoint");
        await plane.EventuallyAsync<Api.Core.V1.Endpoints>(all => all.Any(e => e.Metadata.Name == "web" && e.Subsets.Count == 1 && e.Subsets[0].Addresses.Count == 1), "old endpoints");
        await plane.Client.DeleteAsync<Service>("default", "web");
        await plane.EventuallyAsync<Api.Discovery.V1.EndpointSlice>(all => Slice(all) is null, "slices gone");
    }

    [Fact]
    public async Task The_pods_of_a_silent_node_are_replaced()
    {
        await using var plane = await ControlPlane.StartAsync(new ControllerManagerOptions { NodeMonitorGracePeriod = TimeSpan.FromSeconds(2) }, tolerationSeconds: 1);
        var alive = true;
        var beating = true;
        await plane.AddHollowNodeAsync("n1", () => Volatile.Read(ref alive));
        await plane.EventuallyAsync<ServiceAccount>(all => all.Any(a => a.Metadata.Namespace == "default"), "service account");
        await plane.Client.CreateAsync(Deployment("web", 2));
        await plane.EventuallyAsync<Pod>(all => all.Count(p => p.Status.Phase == "Running") == 2, "pods on the first node");
        await plane.AddHollowNodeAsync("n2");
        Volatile.Write(ref alive, false);
        var beat = Task.Run(async () =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300), TimeProvider.System);
            while (Volatile.Read(ref beating) && await timer.WaitForNextTickAsync(plane.Stop))
            {
                var lease = await plane.Client.FindAsync<Api.Coordination.V1.Lease>("kube-node-lease", "n2");
                var renewed = (Api.Coordination.V1.Lease?)lease?.DeepClone() ?? new Api.Coordination.V1.Lease();
                renewed.Metadata.Name = "n2";
                renewed.Metadata.Namespace = "kube-node-lease";
                renewed.Spec.RenewTime = TimeProvider.System.GetUtcNow();
                await (lease is null ? plane.Client.CreateAsync(renewed) : plane.Client.UpdateAsync(renewed));
            }
        });
        await plane.EventuallyAsync<Node>(all => all.Any(n => n.Metadata.Name == "n1" && n.Spec.Taints.Any(t => t is { Key: "node.kubernetes.io/unreachable", Effect: "NoExecute" })), "taint");
        await plane.EventuallyAsync<Pod>(all => all.Count(p => p.Spec.NodeName == "n2" && p.Status.Phase == "Running") == 2, "pods on the second node");
        await plane.EventuallyAsync<Node>(all => all.All(n => n.Spec.PodCIDR.Length > 0) && all.Select(n => n.Spec.PodCIDR).Distinct().Count() == 2, "pod ranges");
        Volatile.Write(ref beating, false);
        await beat;
    }

    [Fact]
    public async Task The_client_over_https_does_what_the_direct_one_does()
    {
        await using var plane = await ControlPlane.StartAsync();
        using var client = plane.HttpClient();
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        var map = new ConfigMap();
        map.Metadata.Name = "a";
        map.Metadata.Namespace = "default";
        map.Data = default(MapOf<string>).With("k", "v");
        var created = await client.CreateAsync(map, cancellationToken: stop.Token);
        Assert.Equal("v", (await client.GetAsync<ConfigMap>("default", "a", stop.Token)).Data["k"]);
        var list = await client.ListAsync<ConfigMap>("default", cancellationToken: stop.Token);
        Assert.Contains(list.Items, o => o.Metadata.Name == "a");
        var conflict = (ConfigMap)created.DeepClone();
        conflict.Metadata.ResourceVersion = "1";
        Assert.True((await Assert.ThrowsAsync<ApiMachinery.Errors.ApiException>(() => client.UpdateAsync(conflict, cancellationToken: stop.Token))).IsConflict);
        Assert.Null(await client.FindAsync<ConfigMap>("default", "none", stop.Token));

        await using var events = client.WatchAsync(ConfigMap.Resource, "default", new ListOptions { ResourceVersion = list.ResourceVersion }, stop.Token).GetAsyncEnumerator(stop.Token);
        var next = events.MoveNextAsync();
        await client.PatchAsync<ConfigMap>("default", "a", new Patch(PatchType.Merge, new DocMap(TypeSchema.Any) { ["data"] = new DocMap(TypeSchema.Any) { ["k"] = "w" } }), cancellationToken: stop.Token);
        Assert.True(await next);
        Assert.Equal(ObjectEventType.Modified, events.Current.Type);
        Assert.Equal("w", ((ConfigMap)events.Current.Object).Data["k"]);
        await client.DeleteAsync<ConfigMap>("default", "a", cancellationToken: stop.Token);
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(ObjectEventType.Deleted, events.Current.Type);
    }
}
