using System.Text;
using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Patches;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Tests.Patches;

public sealed class PatcherTests
{
    private const string Original = """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","labels":{"l":"1"}},"spec":{"replicas":2,
        "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%"}},
        "template":{"spec":{"containers":[{"name":"a","image":"a:1","args":["x","y"],"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],
        "ports":[{"containerPort":80,"name":"web"},{"containerPort":81}]},{"name":"b","image":"b:1"}],
        "imagePullSecrets":[{"name":"s1"},{"name":"s2"}],"tolerations":[{"key":"k"}]}}}}
        """;

    private static Deployment Live()
    {
        var live = JsonDecoder.Decode<Deployment>(Encoding.UTF8.GetBytes(Original), Deployment.Resource.Schema);
        live.Freeze();
        return live;
    }

    private static Deployment Patch(PatchType type, string patch, FieldValidation validation = FieldValidation.Strict, IList<string>? warnings = null) =>
        (Deployment)Patcher.Apply(type, Live(), Encoding.UTF8.GetBytes(patch), validation, warnings);

    private static string Template(string patch) => JsonEncoder.ToText(Patch(PatchType.StrategicMerge, """{"spec":{"template":{"spec":""" + patch + "}}}").Spec.Template.Spec);

    [Theory]
    [InlineData("""{"containers":[{"name":"b","image":"b:2"}]}""", """{"containers":[{"name":"a","image":"a:1","args":["x","y"],"ports":[{"name":"web","containerPort":80},{"containerPort":81}],"env":[{"name":"A","value":"1"},{"name":"B","value":"2"}],"resources":{}},{"name":"b","image":"b:2","resources":{}}],"imagePullSecrets":[{"name":"s1"},{"name":"s2"}],"tolerations":[{"key":"k"}]}""")]
    [InlineData("""{"containers":[{"$patch":"replace"},{"name":"n"}],"imagePullSecrets":null,"tolerations":null}""", """{"containers":[{"name":"n","resources":{}}]}""")]
    [InlineData("""{"containers":[{"name":"a","$patch":"delete"},{"name":"nope","$patch":"delete"}],"imagePullSecrets":null,"tolerations":[]}""", """{"containers":[{"name":"b","image":"b:1","resources":{}}]}""")]
    [InlineData("""{"$patch":"replace","containers":[{"name":"z"}]}""", """{"containers":[{"name":"z","resources":{}}]}""")]
    [InlineData("""{"$retainKeys":["containers"],"containers":[{"$patch":"replace"},{"name":"z"}]}""", """{"containers":[{"name":"z","resources":{}}]}""")]
    public void A_strategic_merge_follows_keys_and_directives(string patch, string spec) => Assert.Equal(spec, Template(patch));

    [Theory]
    [InlineData("""{"imagePullSecrets":[{"name":"s3"},{"name":"s1","$patch":"delete"}]}""", "s3,s2")]
    [InlineData("""{"imagePullSecrets":[{"name":"s3"}]}""", "s3,s1,s2")]
    [InlineData("""{"$setElementOrder/imagePullSecrets":[{"name":"s2"},{"name":"s1"}]}""", "s2,s1")]
    [InlineData("""{"$setElementOrder/imagePullSecrets":[{"name":"s1"},{"name":"s3"},{"name":"s2"}],"imagePullSecrets":[{"name":"s3"}]}""", "s1,s3,s2")]
    public void Merged_lists_keep_the_order_that_the_patch_and_the_object_had(string patch, string names)
    {
        var result = Patch(PatchType.StrategicMerge, """{"spec":{"template":{"spec":""" + patch + "}}}");
        Assert.Equal(names, string.Join(',', result.Spec.Template.Spec.ImagePullSecrets.Select(s => s.Name)));
    }

    [Fact]
    public void Nested_lists_merge_by_their_own_keys_and_atomic_lists_are_replaced()
    {
        var result = Patch(PatchType.StrategicMerge, """
            {"spec":{"template":{"spec":{"containers":[{"name":"a","args":["only"],"ports":[{"containerPort":80,"name":"renamed"},{"containerPort":82}],
            "env":[{"name":"A","value":null,"valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}]}]}}}}
            """);
        var container = result.Spec.Template.Spec.Containers[0];
        Assert.Equal(["only"], container.Args);
        Assert.Equal([80, 82, 81], container.Ports.Select(p => p.ContainerPortValue));
        Assert.Equal("renamed", container.Ports[0].Name);
        Assert.Equal("", container.Env[0].Value);
        Assert.Equal("metadata.name", container.Env[0].ValueFrom!.FieldRef!.FieldPath);
        Assert.Equal(2, container.Env.Count);
    }

    [Fact]
    public void Retained_keys_drop_the_others()
    {
        var result = Patch(PatchType.StrategicMerge, """{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}""");
        Assert.Equal("Recreate", result.Spec.Strategy.Type);
        Assert.Null(result.Spec.Strategy.RollingUpdate);
    }

    [Theory]
    [InlineData("""{"metadata":{"labels":{"$patch":"delete"}}}""", "{}")]
    [InlineData("""{"metadata":{"labels":{"l":null,"m":"2"}}}""", """{"m":"2"}""")]
    [InlineData("""{"metadata":{"labels":{"$patch":"replace","z":"1"}}}""", """{"z":"1"}""")]
    public void Maps_merge_by_entry(string patch, string labels)
    {
        var map = new SortedDictionary<string, string>(Patch(PatchType.StrategicMerge, patch).Metadata.Labels.ToDictionary(), StringComparer.Ordinal);
        Assert.Equal(labels, System.Text.Json.JsonSerializer.Serialize(map));
    }

    [Theory]
    [InlineData("""{"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}}}""", 500, "map: map[image:x] does not contain declared merge key: name")]
    [InlineData("""{"spec":{"template":{"spec":{"$patch":"explode"}}}}""", 500, "unknown patch type: explode in map: map[$patch:explode]")]
    [InlineData("{", 400, "unexpected end of JSON input")]
    [InlineData("""{"spec":{"replicas":"many"}}""", 422, """ "" is invalid: patch: Invalid value: "map[spec:map[replicas:many]]": unrecognized type: int32""")]
    [InlineData("""{"spec":{"bogus":1}}""", 422, """ "" is invalid: patch: Invalid value: "map[spec:map[bogus:1]]": strict decoding error: unknown field "spec.bogus" """)]
    public void What_is_wrong_with_a_strategic_merge_is_answered_as_upstream_does(string patch, int code, string message)
    {
        var error = Assert.Throws<ApiException>(() => Patch(PatchType.StrategicMerge, patch));
        Assert.Equal(code, error.Code);
        Assert.Equal(message.TrimEnd(), error.Message);
    }

    [Theory]
    [InlineData("[1]", 400, "error decoding patch: json: cannot unmarshal array into Go value of type map[string]interface {}")]
    [InlineData("""{"metadata":{"labels":{"l":1}}}""", 422, null)]
    public void What_is_wrong_with_a_merge_is_answered_as_upstream_does(string patch, int code, string? message)
    {
        var error = Assert.Throws<ApiException>(() => Patch(PatchType.Merge, patch));
        Assert.Equal(code, error.Code);
        if (message is not null)
        {
            Assert.Equal(message, error.Message);
        }
    }

    [Fact]
    public void A_merge_replaces_lists_and_removes_by_null()
    {
        var result = Patch(PatchType.Merge, """{"metadata":{"labels":{"l":null,"m":"2"}},"spec":{"template":{"spec":{"containers":[{"name":"z"}]}}}}""");
        Assert.Equal("z", Assert.Single(result.Spec.Template.Spec.Containers).Name);
        Assert.Equal("2", result.Metadata.Labels["m"]);
        Assert.False(result.Metadata.Labels.ContainsKey("l"));
    }

    [Fact]
    public void Json_operations_apply_in_order()
    {
        var result = Patch(PatchType.Json, """
            [{"op":"test","path":"/spec/replicas","value":2},{"op":"add","path":"/spec/template/spec/containers/-","value":{"name":"n"}},
            {"op":"remove","path":"/spec/template/spec/containers/0"},{"op":"add","path":"/metadata/labels/x.y~1z","value":"q"},
            {"op":"move","from":"/metadata/labels/l","path":"/metadata/labels/m"},{"op":"copy","from":"/metadata/labels/m","path":"/metadata/labels/n"}]
            """);
        Assert.Equal(["b", "n"], result.Spec.Template.Spec.Containers.Select(c => c.Name));
        Assert.Equal(["m", "n", "x.y/z"], result.Metadata.Labels.Keys);
    }

    [Theory]
    [InlineData("""[{"op":"test","path":"/spec/replicas","value":3}]""", 422)]
    [InlineData("""[{"op":"add","path":"/spec/nothing/x","value":3}]""", 422)]
    [InlineData("""[{"op":"remove","path":"/spec/nothing"}]""", 422)]
    [InlineData("""[{"op":"frobnicate","path":"/spec"}]""", 422)]
    [InlineData("[{", 400)]
    public void Operations_that_do_not_apply_are_refused(string patch, int code)
    {
        var error = Assert.Throws<ApiException>(() => Patch(PatchType.Json, patch));
        Assert.Equal(code, error.Code);
        if (code == 422)
        {
            Assert.Equal("the server rejected our request due to an error in our request", error.Message);
        }
    }

    [Fact]
    public void Too_many_operations_are_refused()
    {
        var patch = "[" + string.Join(',', Enumerable.Repeat("{}", 10_002)) + "]";
        var error = Assert.Throws<ApiException>(() => Patch(PatchType.Json, patch));
        Assert.Equal("Request entity too large: The allowed maximum operations in a JSON patch is 10000, got 10002", error.Message);
    }

    [Fact]
    public void Unknown_fields_warn_when_asked_to()
    {
        var warnings = new List<string>();
        Patch(PatchType.Json, """[{"op":"add","path":"/spec/bogus","value":1}]""", FieldValidation.Warn, warnings);
        Assert.Equal(["unknown field \"spec.bogus\""], warnings);
    }
}
