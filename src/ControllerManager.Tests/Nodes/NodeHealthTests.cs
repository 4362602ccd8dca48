using System.Net;
using Navarch.Api.Core.V1;
using Navarch.ControllerManager.Nodes;

namespace Navarch.ControllerManager.Tests.Nodes;

public sealed class NodeHealthTests
{
    private static Node Node(string ready)
    {
        var node = new Node();
        node.Metadata.Name = "n1";
        node.Status.Conditions = [new NodeCondition { Type = "Ready", Status = ready }];
        return node;
    }

    [Fact]
    public void A_silent_node_is_of_unknown_state_once()
    {
        var node = Node("True");
        node.Status.Conditions = NodeHealth.Unknown(node, Pods.Now)!.Value;
        Assert.Equal(4, node.Status.Conditions.Count);
        Assert.Equal("NodeStatusUnknown", NodeHealth.Condition(node, "Ready")!.Reason);
        Assert.Equal("NodeStatusNeverUpdated", NodeHealth.Condition(node, "DiskPressure")!.Reason);
        Assert.Null(NodeHealth.Unknown(node, Pods.Now));
    }

    [Fact]
    public void Its_taints_follow_its_state_and_others_taints_stay()
    {
        var node = Node("Unknown");
        node.Spec.Taints = [new Taint { Key = "mine", Effect = "NoSchedule" }];
        node.Spec.Taints = NodeHealth.Taints(node, mayEvict: true, Pods.Now)!.Value;
        Assert.Equal(["mine:NoSchedule", "node.kubernetes.io/unreachable:NoSchedule", "node.kubernetes.io/unreachable:NoExecute"], node.Spec.Taints.Select(t => $"{t.Key}:{t.Effect}"));
        Assert.Null(NodeHealth.Taints(node, mayEvict: true, Pods.Now));
        node.Status.Conditions[0].Status = "True";
        Assert.Equal(["mine"], NodeHealth.Taints(node, mayEvict: true, Pods.Now)!.Value.Select(t => t.Key));
    }

    [Fact]
    public void Nobody_is_evicted_when_no_other_node_is_ready() =>
        Assert.DoesNotContain(NodeHealth.Taints(Node("False"), mayEvict: false, Pods.Now)!.Value, t => t.Effect == "NoExecute");

    [Fact]
    public void A_pod_stays_as_long_as_it_tolerates()
    {
        var pod = Pods.Make("a");
        var taint = new Taint { Key = NodeHealth.UnreachableTaint, Effect = "NoExecute", TimeAdded = Pods.Now.AddSeconds(-10) };
        Assert.Equal(TimeSpan.Zero, NodeHealth.StayOf(pod, [taint], Pods.Now));
        pod.Spec.Tolerations = [new Toleration { Key = NodeHealth.UnreachableTaint, Operator = "Exists", Effect = "NoExecute", TolerationSeconds = 30 }];
        Assert.Equal(TimeSpan.FromSeconds(20), NodeHealth.StayOf(pod, [taint], Pods.Now));
        pod.Spec.Tolerations = [new Toleration { Operator = "Exists" }];
        Assert.Null(NodeHealth.StayOf(pod, [taint], Pods.Now));
    }

    [Fact]
    public void Each_node_gets_the_first_part_of_the_range_that_is_free()
    {
        var cluster = IPNetwork.Parse("10.244.0.0/22");
        Assert.Equal("10.244.0.0/24", NodeIpamController.FirstFree(cluster, 24, new HashSet<string>()));
        Assert.Equal("10.244.1.0/24", NodeIpamController.FirstFree(cluster, 24, new HashSet<string> { "10.244.0.0/24", "10.244.2.0/24" }));
        Assert.Null(NodeIpamController.FirstFree(cluster, 24, new HashSet<string> { "10.244.0.0/24", "10.244.1.0/24", "10.244.2.0/24", "10.244.3.0/24" }));
        Assert.Equal("fd00::/64", NodeIpamController.FirstFree(IPNetwork.Parse("fd00::/48"), 64, new HashSet<string>()));
    }
}
