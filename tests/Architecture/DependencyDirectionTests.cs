namespace Navarch.Architecture;

/// <summary>
/// Dependencies point one way: from what is specific to what is general. A component knows the API by its client only, so it runs the
/// same in one process with the others or alone.
/// </summary>
public sealed class DependencyDirectionTests
{
    /// <summary>What each project may refer to. A new project gets its line here.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["ApiMachinery"] = [],
        ["Api.Generator"] = [],
        ["Store"] = [],
        ["Store.Etcd"] = ["Store"],
        ["Api"] = ["ApiMachinery"],
        ["Client"] = ["Api", "ApiMachinery"],
        ["Sdk"] = ["Client", "Api", "ApiMachinery"],
        ["ControllerManager"] = ["Sdk", "Client", "Api", "ApiMachinery"],
        ["Scheduler"] = ["Client", "Api", "ApiMachinery"],
        ["Kubelet"] = ["Client", "Api", "ApiMachinery"],
        ["KubeProxy"] = ["Client", "Api", "ApiMachinery"],
        ["Dns"] = ["Client", "Api", "ApiMachinery"],
        ["Kubectl"] = ["Client", "Api", "ApiMachinery"],
        ["ApiServer"] = ["Store", "Client", "Api", "ApiMachinery"],
    };

    /// <summary>The one program wires everything.</summary>
    private const string Program = "Server";

    public static TheoryData<string> SourceProjects() =>
        [.. SourceTree.Projects.Values.Where(p => p.File.StartsWith("src", StringComparison.Ordinal) && p.Name != Program && !p.Name.EndsWith(".Tests", StringComparison.Ordinal)).Select(p => p.Name)];

    public static TheoryData<string> TestProjects() =>
        [.. SourceTree.Projects.Values.Where(p => p.Name.EndsWith(".Tests", StringComparison.Ordinal)).Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(SourceProjects))]
    public void A_project_refers_only_to_what_is_below_it(string name)
    {
        Assert.True(Allowed.TryGetValue(name, out var allowed), $"{name} has no place in the layers yet: say in this test what it may refer to");
        Assert.All(SourceTree.Projects[name].References, reference => Assert.Contains(reference, allowed!));
    }

    [Theory]
    [MemberData(nameof(TestProjects))]
    public void A_components_tests_see_no_other_component(string name)
    {
        var tested = name[..^".Tests".Length];
        string[] below = tested == Program ? [.. Allowed.Keys] : Allowed.GetValueOrDefault(tested, []);
        // A backend passes the contract suite of the interface that it implements.
        string[] allowed = [tested, "Testing", .. below, .. below.Select(static project => project + ".Tests")];
        Assert.All(SourceTree.Projects[name].References, reference => Assert.Contains(reference, allowed));
    }

    [Fact]
    public void What_every_suite_uses_knows_nothing_of_the_product() => Assert.Empty(SourceTree.Projects["Testing"].References);
}
