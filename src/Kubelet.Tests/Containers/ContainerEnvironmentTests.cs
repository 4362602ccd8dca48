using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Tests.Containers;

public sealed class ContainerEnvironmentTests
{
    [Theory]
    [InlineData("$(A)-$(B)", "1-2")]
    [InlineData("$$(A)", "$(A)")]
    [InlineData("$(NOPE)", "$(NOPE)")]
    [InlineData("$(A", "$(A")]
    [InlineData("$A $", "$A $")]
    [InlineData("plain", "plain")]
    public void References_are_expanded(string input, string expected)
    {
        var values = new Dictionary<string, string> { ["A"] = "1", ["B"] = "2" };
        Assert.Equal(expected, Expansion.Expand(input, values.GetValueOrDefault));
    }

    [Fact]
    public void Env_wins_over_envFrom_which_wins_over_services()
    {
        var container = Build.Container("c");
        container.EnvFrom = [new EnvFromSource { Prefix = "P_", ConfigMapRef = new ConfigMapEnvSource { Name = "cm" } }];
        container.Env = [new EnvVar { Name = "X", Value = "$(P_K)!" }, new EnvVar { Name = "P_L", Value = "own" }];
        var result = Compute(container).ToDictionary();
        Assert.Equal("v!", result["X"]);
        Assert.Equal("own", result["P_L"]);
        Assert.Equal("10.96.0.7", result["WEB_SERVICE_HOST"]);
        Assert.Equal("80", result["WEB_SERVICE_PORT_HTTP"]);
        Assert.Equal("tcp://10.96.0.7:80", result["WEB_PORT_80_TCP"]);
        Assert.Equal("10.96.0.1", result["KUBERNETES_SERVICE_HOST"]);
        Assert.DoesNotContain("OTHER_SERVICE_HOST", result.Keys);
    }

    [Fact]
    public void Without_service_links_only_the_api_servers_service_is_told()
    {
        var pod = Build.Pod("Always", Build.Container("c"));
        pod.Spec.EnableServiceLinks = false;
        var result = ContainerEnvironment.Compute(pod, pod.Spec.Containers[0], Sources).ToDictionary();
        Assert.DoesNotContain("WEB_SERVICE_HOST", result.Keys);
        Assert.Contains("KUBERNETES_SERVICE_HOST", result.Keys);
    }

    [Fact]
    public void A_missing_key_or_object_is_refused_with_upstreams_words_unless_optional()
    {
        EnvVar Key(string name, string key, bool? optional = null) =>
            new() { Name = "X", ValueFrom = new EnvVarSource { ConfigMapKeyRef = new ConfigMapKeySelector { Name = name, Key = key, Optional = optional } } };
        Container With(EnvVar variable)
        {
            var container = Build.Container("c");
            container.Env = [variable];
            return container;
        }

        Assert.Equal("configmap \"no\" not found", Assert.Throws<ContainerConfigException>(() => Compute(With(Key("no", "k")))).Message);
        Assert.Equal("couldn't find key q in ConfigMap ns/cm", Assert.Throws<ContainerConfigException>(() => Compute(With(Key("cm", "q")))).Message);
        Assert.DoesNotContain("X", Compute(With(Key("no", "k", optional: true))).ToDictionary().Keys);
    }

    [Theory]
    [InlineData("metadata.name", "p")]
    [InlineData("metadata.labels['app']", "web")]
    [InlineData("metadata.labels", "app=\"web\"")]
    [InlineData("status.podIP", "10.0.0.9")]
    public void Fields_of_the_pod_can_be_read(string path, string expected)
    {
        var pod = Build.Pod("Always");
        pod.Metadata.Labels = new Dictionary<string, string> { ["app"] = "web" }.ToMapOf();
        Assert.Equal(expected, FieldPaths.Field(pod, path, new FieldPaths.Addresses("10.0.0.9", "192.0.2.1")));
    }

    [Theory]
    [InlineData("limits.cpu", "1", "1")]
    [InlineData("limits.cpu", "1m", "500")]
    [InlineData("limits.memory", "1Mi", "64")]
    [InlineData("limits.ephemeral-storage", "1", "7000")]
    [InlineData("requests.cpu", "1", "0")]
    public void Resources_are_divided_and_rounded_up_and_default_to_the_nodes(string resource, string divisor, string expected)
    {
        var container = Build.Container("c");
        container.Resources.Limits = new Dictionary<string, Quantity> { ["cpu"] = Quantity.Parse("500m"), ["memory"] = Quantity.Parse("64Mi") }.ToMapOf();
        var selector = new ResourceFieldSelector { Resource = resource, Divisor = Quantity.Parse(divisor) };
        Assert.Equal(expected, FieldPaths.Resource(Build.Pod("Always", container), container, selector, new NodeResources(4000, 1 << 30, 7000)));
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Compute(Container container) =>
        ContainerEnvironment.Compute(Build.Pod("Always", container), container, Sources);

    private static EnvironmentSources Sources => new()
    {
        ConfigMap = name => name == "cm" ? new ConfigMap { Data = new Dictionary<string, string> { ["K"] = "v", ["L"] = "w" }.ToMapOf() } : null,
        Secret = _ => null,
        Services = [Service("ns", "web", "10.96.0.7", "http", 80), Service("default", "kubernetes", "10.96.0.1", "https", 443), Service("other", "other", "10.96.0.8", "", 1)],
    };

    private static Service Service(string ns, string name, string ip, string port, int number) => new()
    {
        Metadata = new ObjectMeta { Namespace = ns, Name = name },
        Spec = new ServiceSpec { ClusterIP = ip, Ports = [new ServicePort { Name = port, Port = number, Protocol = "TCP" }] },
    };
}
