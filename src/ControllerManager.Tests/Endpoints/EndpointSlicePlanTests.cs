using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.ControllerManager.Endpoints;

namespace Navarch.ControllerManager.Tests.Endpoints;

public sealed class EndpointSlicePlanTests
{
    private static Service Service()
    {
        var service = new Service();
        service.Metadata.Name = "web";
        service.Metadata.Namespace = "default";
        service.Spec.IpFamilies = ["IPv4"];
        service.Spec.Ports = [new ServicePort { Name = "http", Port = 80, TargetPort = 8080 }];
        return service;
    }

    private static EndpointSlicePlan.Actions Plan(Service service, IReadOnlyList<Pod> pods, params EndpointSlice[] slices) => EndpointSlicePlan.Plan(service, pods, slices, _ => "zone-a");

    [Fact]
    public void A_service_without_pods_has_one_empty_slice()
    {
        var slice = Assert.Single(Plan(Service(), []).Create);
        Assert.Empty(slice.Endpoints);
        slice.Metadata.Name = "web-1";
        var again = Plan(Service(), [], slice);
        Assert.Empty(again.Create);
        Assert.Empty(again.Update);
        Assert.Empty(again.Delete);
    }

    [Fact]
    public void Slices_are_filled_before_new_ones_are_made()
    {
        var pods = Enumerable.Range(0, 250).Select(i => Pods.Make("p" + i)).ToList();
        var made = Plan(Service(), pods).Create;
        Assert.Equal([100, 100, 50], made.Select(s => s.Endpoints.Count));
        var more = Plan(Service(), [.. pods, Pods.Make("new")], [.. made]);
        Assert.Equal(51, Assert.Single(more.Update).Endpoints.Count);
        Assert.Empty(more.Create);
        var fewer = Plan(Service(), pods[1..], [.. made]);
        Assert.Equal(99, Assert.Single(fewer.Update).Endpoints.Count);
    }

    [Fact]
    public void An_endpoint_says_whether_its_pod_serves_and_goes()
    {
        var endpoints = Plan(Service(), [Pods.Make("ready"), Pods.Make("unready", ready: false), Pods.Make("leaving", deleting: true), Pods.Make("done", phase: "Succeeded")]).Create[0].Endpoints;
        Assert.Equal(3, endpoints.Count);
        Assert.Equal((true, true, false), Conditions(endpoints[0]));
        Assert.Equal((false, false, false), Conditions(endpoints[1]));
        Assert.Equal((false, true, true), Conditions(endpoints[2]));
        Assert.Equal("zone-a", endpoints[0].Zone);

        static (bool?, bool?, bool?) Conditions(Endpoint e) => (e.Conditions.Ready, e.Conditions.Serving, e.Conditions.Terminating);
    }

    [Fact]
    public void A_headless_service_names_its_members()
    {
        var service = Service();
        service.Spec.ClusterIP = "None";
        var pod = Pods.Make("db-0");
        pod.Spec.Hostname = "db-0";
        pod.Spec.Subdomain = "web";
        var slice = Assert.Single(Plan(service, [pod]).Create);
        Assert.Equal("db-0", slice.Endpoints[0].Hostname);
        Assert.True(slice.Metadata.Labels.ContainsKey("service.kubernetes.io/headless"));
    }
}
