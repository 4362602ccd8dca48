using System.Diagnostics;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using static Navarch.Scheduler.Tests.ClusterBuilder;

namespace Navarch.Scheduler.Tests;

public sealed class SchedulingCoreTests
{
    [Fact]
    public void A_pod_is_placed_as_a_whole()
    {
        var cluster = new ClusterBuilder().With(Node("small", memory: "3500Mi"), Node("large", memory: "4Gi"));
        var pod = Pod("two", with: p => p.Spec.Containers = [Container("a", memory: "2Gi"), Container("b", memory: "2Gi")]);
        Assert.Equal("large", cluster.Schedule(pod).Node);
    }

    [Fact]
    public void What_is_lacking_is_counted_over_the_nodes_in_upstream_s_words()
    {
        var cluster = new ClusterBuilder().With(
            Node("a", cpu: "1"),
            Node("b", cpu: "1", memory: "1Gi"),
            Node("c", with: n => n.Spec.Taints = [new Taint { Key = "k", Effect = "NoSchedule" }]),
            Node("d", with: n => n.Spec.Unschedulable = true));
        var result = cluster.Schedule(Pod("p", cpu: "2", memory: "2Gi"));
        Assert.Null(result.Node);
        Assert.Equal(
            "0/4 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable, 2 Insufficient cpu.",
            result.Fit!.ToString().Split(" no new claims")[0]);
    }

    [Fact]
    public void Without_nodes_nothing_is_available_until_one_comes()
    {
        var cluster = new ClusterBuilder();
        Assert.StartsWith("no nodes available to schedule pods", cluster.Schedule(Pod("p")).Fit!.ToString(), StringComparison.Ordinal);
        Assert.Null(cluster.Core.ScheduleNext());
        cluster.With(Node("n"));
        Assert.Equal("n", cluster.Core.ScheduleNext()!.Node);
    }

    [Fact]
    public void Init_containers_count_with_their_most_and_sidecars_for_good()
    {
        var cluster = new ClusterBuilder().With(Node("n", cpu: "3"));
        var pod = Pod("p", cpu: "1", with: p => p.Spec.InitContainers =
        [
            new Container { Name = "sidecar", RestartPolicy = "Always", Resources = Container("x", cpu: "1").Resources },
            Container("init", cpu: "2"),
        ]);
        Assert.Equal("n", cluster.Schedule(pod).Node);
        Assert.Contains("1 Insufficient cpu", cluster.Schedule(Pod("q", cpu: "1m")).Fit!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Pods_spread_over_equal_nodes()
    {
        var cluster = new ClusterBuilder().With(Node("a"), Node("b"), Node("c"));
        var nodes = Enumerable.Range(0, 9).Select(i => cluster.Schedule(Pod($"p{i}", cpu: "100m")).Node).GroupBy(n => n).Select(g => g.Count());
        Assert.Equal([3, 3, 3], nodes);
    }

    [Fact]
    public void Tolerations_selectors_and_preferences_are_heeded()
    {
        var cluster = new ClusterBuilder().With(
            Node("tainted", with: n => n.Spec.Taints = [new Taint { Key = "k", Value = "v", Effect = "NoSchedule" }]),
            Node("ssd", with: n => n.Metadata.Labels = Labels(("disk", "ssd"))),
            Node("hdd", with: n => n.Metadata.Labels = Labels(("disk", "hdd"), ("size", "5"))));
        Assert.Equal("ssd", cluster.Schedule(Pod("a", with: p => p.Spec.NodeSelector = Labels(("disk", "ssd")))).Node);
        Assert.Equal("tainted", cluster.Schedule(Pod("b", with: p =>
        {
            p.Spec.Tolerations = [new Toleration { Key = "k", Operator = "Equal", Value = "v", Effect = "NoSchedule" }];
            p.Spec.Affinity = Required(new NodeSelectorRequirement { Key = "disk", Operator = "DoesNotExist" });
        })).Node);
        Assert.Equal("hdd", cluster.Schedule(Pod("c", with: p =>
            p.Spec.Affinity = Required(new NodeSelectorRequirement { Key = "size", Operator = "Gt", Values = ["4"] }))).Node);
        Assert.Equal("hdd", cluster.Schedule(Pod("d", with: p => p.Spec.Affinity = new Affinity
        {
            NodeAffinity = new NodeAffinity
            {
                PreferredDuringSchedulingIgnoredDuringExecution =
                [
                    new PreferredSchedulingTerm
                    {
                        Weight = 100,
                        Preference = new NodeSelectorTerm { MatchExpressions = [new NodeSelectorRequirement { Key = "disk", Operator = "In", Values = ["hdd"] }] },
                    },
                ],
            },
        })).Node);
    }

    [Fact]
    public void A_host_port_is_given_once_and_again_when_it_is_free()
    {
        var cluster = new ClusterBuilder().With(Node("n"));
        Pod WithPort(string name) => Pod(name, with: p => p.Spec.Containers[0].Ports = [new ContainerPort { ContainerPortValue = 80, HostPort = 80 }]);
        var first = cluster.Schedule(WithPort("a"));
        Assert.Contains("node(s) didn't have free ports", cluster.Schedule(WithPort("b")).Fit!.ToString(), StringComparison.Ordinal);
        cluster.Core.OnPodDeleted(cluster.Confirm(first));
        Assert.Equal("n", cluster.Core.ScheduleNext()!.Node);
    }

    [Fact]
    public void An_unschedulable_pod_waits_for_what_may_help_it()
    {
        var cluster = new ClusterBuilder().With(Node("a", cpu: "1"));
        cluster.Schedule(Pod("big", cpu: "2"));
        cluster.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null(cluster.Core.ScheduleNext());
        cluster.With(Node("b", cpu: "1"));
        Assert.Null(cluster.Core.ScheduleNext());
        cluster.With(Node("b", cpu: "4"));
        Assert.Equal("b", cluster.Core.ScheduleNext()!.Node);
    }

    [Fact]
    public void A_pod_that_could_not_be_bound_frees_its_place_and_is_tried_again_after_a_while()
    {
        var cluster = new ClusterBuilder().With(Node("n", cpu: "1"));
        cluster.Core.OnPod(null, Pod("a", cpu: "1"));
        var result = cluster.Core.ScheduleNext()!;
        cluster.Core.Unbound(result);
        Assert.Null(cluster.Core.ScheduleNext());
        Assert.Equal(cluster.Time.GetUtcNow() + TimeSpan.FromSeconds(1), cluster.Core.NextWake);
        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("n", cluster.Core.ScheduleNext()!.Node);
    }

    [Fact]
    public void The_pod_of_highest_priority_comes_first()
    {
        var cluster = new ClusterBuilder().With(Node("n"));
        foreach (var priority in new[] { 0, 100, 50 })
        {
            cluster.Core.OnPod(null, Pod($"p{priority}", with: p => p.Spec.Priority = priority));
        }
        var order = Enumerable.Range(0, 3).Select(_ => cluster.Core.ScheduleNext()!.Pod.Key.Name);
        Assert.Equal(["p100", "p50", "p0"], order);
    }

    [Fact]
    public void A_gated_pod_waits_until_its_gates_are_gone()
    {
        var cluster = new ClusterBuilder().With(Node("n"));
        var gated = Pod("p", with: p => p.Spec.SchedulingGates = [new PodSchedulingGate { Name = "g" }]);
        cluster.Core.OnPod(null, gated);
        Assert.Null(cluster.Core.ScheduleNext());
        var open = (Pod)gated.DeepClone();
        open.Spec.SchedulingGates = [];
        cluster.Core.OnPod(gated, open);
        Assert.Equal("n", cluster.Core.ScheduleNext()!.Node);
    }

    [Fact]
    public void Anti_affinity_keeps_replicas_on_different_nodes_and_affinity_brings_others_to_them()
    {
        var cluster = new ClusterBuilder().With(Node("a"), Node("b"));
        Pod Web(string name) => Pod(name, with: p =>
        {
            p.Metadata.Labels = Labels(("app", "web"));
            p.Spec.Affinity = new Affinity { PodAntiAffinity = new PodAntiAffinity { RequiredDuringSchedulingIgnoredDuringExecution = [Term("web")] } };
        });
        var first = cluster.Schedule(Web("w1")).Node;
        var second = cluster.Schedule(Web("w2")).Node;
        Assert.NotEqual(first, second);
        Assert.Contains("2 node(s) didn't match pod anti-affinity rules", cluster.Schedule(Web("w3")).Fit!.ToString(), StringComparison.Ordinal);
        Assert.Contains("2 node(s) didn't match pod affinity rules", cluster.Schedule(Together("c1", "db")).Fit!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(cluster.Schedule(Together("c2", "web")).Node);
        Assert.NotNull(cluster.Schedule(Pod("db", with: p => p.Metadata.Labels = Labels(("app", "db")))).Node);

        Pod Together(string name, string app) => Pod(name, with: p =>
            p.Spec.Affinity = new Affinity { PodAffinity = new PodAffinity { RequiredDuringSchedulingIgnoredDuringExecution = [Term(app)] } });
    }

    [Fact]
    public void Spread_constraints_hold_the_skew()
    {
        var cluster = new ClusterBuilder().With(Node("a"), Node("b", cpu: "1"));
        Pod Spread(string name) => Pod(name, cpu: "600m", with: p =>
        {
            p.Metadata.Labels = Labels(("app", "web"));
            p.Spec.TopologySpreadConstraints =
            [
                new TopologySpreadConstraint
                {
                    MaxSkew = 1, TopologyKey = "kubernetes.io/hostname", WhenUnsatisfiable = "DoNotSchedule",
                    LabelSelector = new LabelSelector { MatchLabels = Labels(("app", "web")) },
                },
            ];
        });
        var nodes = new[] { cluster.Schedule(Spread("s1")).Node, cluster.Schedule(Spread("s2")).Node, cluster.Schedule(Spread("s3")).Node };
        Assert.Equal(2, nodes.Count(n => n == "a"));
        Assert.Equal(
            "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) didn't match pod topology spread constraints.",
            cluster.Schedule(Spread("s4")).Fit!.ToString().Split(" no new claims")[0]);
    }

    [Fact]
    public void A_pod_of_high_priority_takes_the_place_of_the_least_important_and_of_no_more_than_needed()
    {
        var cluster = new ClusterBuilder().With(Node("a", cpu: "2"), Node("b", cpu: "2"));
        var placed = new[] { (1, "1"), (1, "1"), (5, "1"), (5, "1") }
            .Select((p, i) => cluster.Schedule(Pod($"p{i}", cpu: p.Item2, with: pod =>
            {
                pod.Spec.Priority = p.Item1;
                pod.Spec.NodeSelector = Labels(("kubernetes.io/hostname", i < 2 ? "a" : "b"));
            }))).ToList();

        var important = Pod("important", cpu: "1", with: p => p.Spec.Priority = 100);
        var result = cluster.Schedule(important);
        Assert.Equal("a", result.Nominated);
        var victim = Assert.Single(result.Victims!);
        Assert.Equal(1, victim.Priority);

        // The place is kept: a pod of less importance doesn't get it in between.
        var gone = cluster.Confirm(placed.Single(p => p.Pod.Key == victim.Key));
        cluster.Core.OnPodDeleted(gone);
        cluster.Core.OnPod(null, Pod("intruder", cpu: "1", with: p => p.Spec.Priority = 3));
        var decisions = new List<(string Name, string? Node)>();
        while (cluster.Core.ScheduleNext() is { } next)
        {
            decisions.Add((next.Pod.Key.Name, next.Node));
        }
        Assert.Contains(("important", "a"), decisions);
        Assert.Contains(decisions, d => d is ("intruder", null));
    }

    [Fact]
    public void Where_nothing_can_be_taken_away_the_message_says_so()
    {
        var cluster = new ClusterBuilder().With(Node("a", cpu: "1"));
        cluster.Schedule(Pod("p", cpu: "1"));
        Assert.Equal(
            "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.",
            cluster.Schedule(Pod("q", cpu: "1")).Fit!.ToString());
        Assert.EndsWith(
            "preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
            cluster.Schedule(Pod("r", cpu: "2")).Fit!.ToString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_events_and_seed_give_the_same_decisions()
    {
        string Decide()
        {
            var cluster = new ClusterBuilder(seed: 7).With([.. Enumerable.Range(0, 20).Select(i => Node($"n{i}"))]);
            return string.Join(' ', Enumerable.Range(0, 50).Select(i => cluster.Schedule(Pod($"p{i}", cpu: "50m")).Node));
        }
        Assert.Equal(Decide(), Decide());
    }

    [Fact]
    public void Five_thousand_nodes_take_thousands_of_pods_within_seconds()
    {
        var cluster = new ClusterBuilder().With([.. Enumerable.Range(0, 5000).Select(i => Node($"n{i}"))]);
        var pods = Enumerable.Range(0, 2000).Select(i => Pod($"p{i}", cpu: "100m", memory: "100Mi")).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var pod in pods)
        {
            Assert.NotNull(cluster.Schedule(pod).Node);
        }
        // A guard against an accident, far above what it takes.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"{watch.Elapsed}");
    }

    private static Affinity Required(NodeSelectorRequirement requirement) => new()
    {
        NodeAffinity = new NodeAffinity
        {
            RequiredDuringSchedulingIgnoredDuringExecution = new NodeSelector { NodeSelectorTerms = [new NodeSelectorTerm { MatchExpressions = [requirement] }] },
        },
    };

    private static PodAffinityTerm Term(string app) => new()
    {
        TopologyKey = "kubernetes.io/hostname",
        LabelSelector = new LabelSelector { MatchLabels = Labels(("app", app)) },
    };
}
