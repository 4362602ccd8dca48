using System.Text;
using Navarch.Api.Apps.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.ManagedFields;

namespace Navarch.Api.Tests.ManagedFields;

public sealed class FieldManagerTests
{
    private static readonly FieldManager ConfigMaps = new(ConfigMap.Resource.Schema, new GroupVersionKind("", "v1", "ConfigMap"));
    private static readonly FieldManager Deployments =
        new(Deployment.Resource.Schema, new GroupVersionKind("apps", "v1", "Deployment"), resetFields: FieldSet.Of(["status"]));

    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static DocMap Parse(string json) => UntypedJson.DecodeObject(Encoding.UTF8.GetBytes(json));

    private static DocMap ConfigMapOf(string rest) => Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"cm"}""" + (rest.Length > 0 ? "," + rest : "") + "}");

    private static DocMap DeploymentOf(string spec) => Parse("""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":""" + spec + "}");

    private T Apply<T>(FieldManager fields, T? live, DocMap configuration, string manager, bool force = false) where T : KubernetesObject
    {
        _now = _now.AddSeconds(1);
        var result = (T)fields.Apply(live, configuration, manager, force, _now);
        result.Metadata.Uid = "1";
        result.Freeze();
        return result;
    }

    private static string Owned(KubernetesObject o) => string.Join('|', o.Metadata.ManagedFields.Select(
        e => $"{e.Manager} {e.Operation} {GoText.Json(e.FieldsV1)}"));

    [Fact]
    public void An_apply_owns_what_it_names_and_removes_what_it_named_before()
    {
        var live = Apply<ConfigMap>(ConfigMaps, null, ConfigMapOf("""
            "data":{"a":"1","b":"2"}
            """), "m1");
        Assert.Equal("m1 Apply {\"f:data\":{\"f:a\":{},\"f:b\":{}}}", Owned(live));
        live = Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"b":"2"}
            """), "m1");
        Assert.Equal(["b"], live.Data.Keys);
        live = Apply(ConfigMaps, live, ConfigMapOf(""), "m1");
        Assert.Equal(0, live.Data.Count);
        Assert.Equal("", Owned(live));
    }

    [Fact]
    public void What_two_managers_apply_alike_is_shared_and_survives_one_of_them()
    {
        var live = Apply<ConfigMap>(ConfigMaps, null, ConfigMapOf("""
            "data":{"a":"1"}
            """), "m1");
        live = Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"a":"1"}
            """), "m2");
        Assert.Null(live.Metadata.ManagedFields.Single(e => e.Manager == "m2").Time);
        live = Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{}
            """), "m1");
        Assert.Equal("1", live.Data["a"]);
        Assert.Contains("m1 Apply {\"f:data\":{}}", Owned(live), StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_another_manager_is_a_conflict_unless_forced()
    {
        var live = Apply<ConfigMap>(ConfigMaps, null, ConfigMapOf("""
            "data":{"a":"1","b":"1"}
            """), "m1");
        var error = Assert.Throws<ApiException>(() => Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"a":"2"}
            """), "m2"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"m1\": .data.a", error.Message);
        Assert.Equal(409, error.Code);
        error = Assert.Throws<ApiException>(() => Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"a":"2","b":"2"}
            """), "m2"));
        Assert.Equal("Apply failed with 2 conflicts: conflicts with \"m1\":\n- .data.a\n- .data.b", error.Message);
        live = Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"a":"2"}
            """), "m2", force: true);
        Assert.Equal("m1 Apply {\"f:data\":{\"f:b\":{}}}|m2 Apply {\"f:data\":{\"f:a\":{}}}", Owned(live));
    }

    [Fact]
    public void An_updater_is_named_with_its_version_in_conflicts()
    {
        var live = JsonDecoder.Decode<Deployment>("""{"metadata":{"name":"d"},"spec":{"replicas":3}}"""u8, Deployment.Resource.Schema);
        Deployments.Update(null, live, "kubectl", _now);
        Assert.Equal("kubectl Update {\"f:spec\":{\"f:replicas\":{}}}", Owned(live));
        live.Freeze();
        var error = Assert.Throws<ApiException>(() => Apply(Deployments, live, DeploymentOf("""{"replicas":2}"""), "m"));
        Assert.Equal("Apply failed with 1 conflict: conflict with \"kubectl\" using apps/v1: .spec.replicas", error.Message);
    }

    [Fact]
    public void List_items_are_known_by_their_keys_with_defaults_and_keep_the_order_applied()
    {
        const string Template = """{"template":{"spec":{"containers":[CONTAINERS]}}}""";
        DocMap Of(string containers) => DeploymentOf(Template.Replace("CONTAINERS", containers, StringComparison.Ordinal));
        var live = Apply<Deployment>(Deployments, null, Of("""{"name":"a","ports":[{"containerPort":80}]},{"name":"b"}"""), "m1");
        Assert.Contains("""
            "k:{\"name\":\"a\"}":{".":{},"f:name":{},"f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}}}
            """.Trim(), Owned(live), StringComparison.Ordinal);
        live = Apply(Deployments, live, Of("""{"name":"z"}"""), "m2");
        live = Apply(Deployments, live, Of("""{"name":"b"},{"name":"a","ports":[{"containerPort":80}]}"""), "m1");
        Assert.Equal(["b", "z", "a"], live.Spec.Template.Spec.Containers.Select(c => c.Name));
        live = Apply(Deployments, live, Of("""{"name":"b"}"""), "m1");
        Assert.Equal(["b", "z"], live.Spec.Template.Spec.Containers.Select(c => c.Name));
    }

    [Theory]
    [InlineData("""{"bogus":1}""", ".spec.bogus: field not declared in schema")]
    [InlineData("""{"template":["x"]}""", ".spec.template: expected map, got &{[x]}")]
    [InlineData("""{"replicas":"x"}""", ".spec.replicas: expected numeric (int or float), got string")]
    [InlineData("""{"template":{"spec":{"containers":[{"name":"a"},{"name":"a"}]}}}""", ".spec.template.spec.containers: duplicate entries for key [name=\"a\"]")]
    [InlineData("""{"template":{"spec":{"containers":[{"name":"a","x":1}]}}}""", ".spec.template.spec.containers[name=\"a\"].x: field not declared in schema")]
    public void What_does_not_fit_the_schema_is_refused_with_its_path(string spec, string message)
    {
        var error = Assert.Throws<ApiException>(() => Apply<Deployment>(Deployments, null, DeploymentOf(spec), "m"));
        Assert.Equal("failed to create typed patch object (/d; apps/v1, Kind=Deployment): " + message, error.Message);
        Assert.Equal(500, error.Code);
    }

    [Fact]
    public void Another_kind_and_managedFields_are_refused()
    {
        Assert.Equal("invalid object type: /, Kind=", Assert.Throws<ApiException>(() => Apply<ConfigMap>(ConfigMaps, null, Parse("{}"), "m")).Message);
        var own = Parse("""{"apiVersion":"v1","kind":"ConfigMap","metadata":{"managedFields":[]}}""");
        Assert.Equal("metadata.managedFields must be nil", Assert.Throws<ApiException>(() => Apply<ConfigMap>(ConfigMaps, null, own, "m")).Message);
    }

    [Fact]
    public void Updates_own_what_they_change()
    {
        ConfigMap Decode(string data)
        {
            var made = JsonDecoder.Decode<ConfigMap>(Encoding.UTF8.GetBytes("""{"metadata":{"name":"cm","uid":"1"},"data":""" + data + "}"), ConfigMap.Resource.Schema);
            return made;
        }
        var live = Decode("""{"a":"1"}""");
        ConfigMaps.Update(null, live, "one", _now);
        Assert.Equal("one Update {\"f:data\":{\".\":{},\"f:a\":{}}}", Owned(live));
        live.Freeze();
        var next = Decode("""{"a":"1","b":"2"}""");
        ConfigMaps.Update(live, next, "two", _now);
        Assert.Equal("one Update {\"f:data\":{\".\":{},\"f:a\":{}}}|two Update {\"f:data\":{\"f:b\":{}}}", Owned(next));
        next.Freeze();
        var last = Decode("""{"a":"1","b":"3"}""");
        ConfigMaps.Update(next, last, "one", _now);
        Assert.Equal("one Update {\"f:data\":{\".\":{},\"f:a\":{},\"f:b\":{}}}", Owned(last));
    }

    [Fact]
    public void The_first_apply_to_an_object_without_entries_records_what_was_there()
    {
        var live = JsonDecoder.Decode<ConfigMap>("""{"metadata":{"name":"cm","uid":"1"},"data":{"a":"1"}}"""u8, ConfigMap.Resource.Schema);
        live.Freeze();
        var result = Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"b":"2"}
            """), "m1");
        Assert.Equal("m1 Apply {\"f:data\":{\"f:b\":{}}}|before-first-apply Update {\"f:data\":{\".\":{},\"f:a\":{}}}", Owned(result));
    }

    [Fact]
    public void Only_ten_updaters_are_kept()
    {
        ConfigMap? live = null;
        for (var i = 0; i < 14; i++)
        {
            var next = live is null ? new ConfigMap { Metadata = { Name = "cm", Uid = "1" } } : (ConfigMap)live.DeepClone();
            next.Data = next.Data.With("k" + i, "v");
            ConfigMaps.Update(live, next, "m" + i, _now.AddSeconds(i));
            next.Freeze();
            live = next;
        }
        Assert.Equal(10, live!.Metadata.ManagedFields.Count);
        Assert.Contains("ancient-changes Update", Owned(live), StringComparison.Ordinal);
        Assert.Contains("m13 Update", Owned(live), StringComparison.Ordinal);
    }

    [Fact]
    public void Kubectl_takes_over_what_its_client_side_apply_set()
    {
        var live = JsonDecoder.Decode<ConfigMap>(
            """{"metadata":{"name":"cm","uid":"1","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"data\":{\"a\":\"1\"}}"}},"data":{"a":"1"}}"""u8,
            ConfigMap.Resource.Schema);
        ConfigMaps.Update(null, live, "kubectl-client-side-apply", _now);
        live.Freeze();
        var result = Apply(ConfigMaps, live, ConfigMapOf("""
            "data":{"a":"2"}
            """), "kubectl");
        Assert.Equal("2", result.Data["a"]);
        Assert.Equal("""{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"cm"}}""" + "\n",
            result.Metadata.Annotations["kubectl.kubernetes.io/last-applied-configuration"]);
    }

    [Fact]
    public void Times_alone_are_no_change()
    {
        var live = Apply<ConfigMap>(ConfigMaps, null, ConfigMapOf("""
            "data":{"a":"1"}
            """), "m1");
        var same = (ConfigMap)live.DeepClone();
        same.Metadata.ManagedFields[0].Time = _now.AddDays(1);
        FieldManager.KeepTimesIfUnchanged(live, same);
        Assert.True(DocNode.DeepEquals(live, same));
    }

    [Fact]
    public void The_manager_of_a_request_defaults_to_its_user_agent()
    {
        Assert.Equal("kubectl", FieldManager.ManagerOrUserAgent("", "kubectl/v1.36.0 (linux/amd64)"));
        Assert.Equal("me", FieldManager.ManagerOrUserAgent("me", "kubectl/v1.36.0"));
    }
}
