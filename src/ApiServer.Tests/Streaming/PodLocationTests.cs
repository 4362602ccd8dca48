using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Streaming;

namespace Navarch.ApiServer.Tests.Streaming;

public sealed class PodLocationTests
{
    internal static Pod Pod(string[] containers, string node, params string[] initContainers)
    {
        var pod = new Pod();
        pod.Metadata.Name = "p";
        pod.Metadata.Namespace = "default";
        pod.Spec.NodeName = node;
        pod.Spec.Containers = [.. containers.Select(name => new Container { Name = name })];
        pod.Spec.InitContainers = [.. initContainers.Select(name => new Container { Name = name })];
        return pod;
    }

    [Fact]
    public void The_only_container_is_meant_when_none_is_named() =>
        Assert.Equal("/attach/default/p/app?output=1", PodLocation.Attach(Pod(["app"], "n"), Query("stdout=1")));

    [Theory]
    [InlineData("", "a container name must be specified for pod p, choose one of: [a b] or one of the init containers: [i]")]
    [InlineData("container=x", "container x is not valid for pod p")]
    public void A_container_that_is_not_clear_is_refused(string query, string message)
    {
        var error = Assert.Throws<ApiException>(() => PodLocation.Exec(Pod(["a", "b"], "n", "i"), Query(query)));
        Assert.Equal((400, message), (error.Code, error.Message));
    }

    [Fact]
    public void A_pod_without_a_node_is_refused_and_its_log_is_empty()
    {
        var pod = Pod(["app"], "");
        var error = Assert.Throws<ApiException>(() => PodLocation.PortForward(pod, Query("")));
        Assert.Equal((400, "pod p does not have a host assigned"), (error.Code, error.Message));
        Assert.Null(PodLocation.Log(pod, Query("")));
    }

    [Fact]
    public void Commands_and_streams_become_the_kubelet_s_query() =>
        Assert.Equal(
            "/exec/default/p/i?input=1&output=1&tty=1&command=sh&command=-c&command=a%3B%20b",
            PodLocation.Exec(Pod(["a"], "n", "i"), Query("stdin=true&stdout=1&stderr=false&tty=&container=i&command=sh&command=-c&command=a%3B+b")));

    [Fact]
    public void Log_options_pass_on_and_are_checked()
    {
        var pod = Pod(["app"], "n");
        Assert.Equal("/containerLogs/default/p/app?follow=true&tailLines=0&limitBytes=5", PodLocation.Log(pod, Query("follow=true&tailLines=0&limitBytes=5")));
        var error = Assert.Throws<ApiException>(() => PodLocation.Log(pod, Query("tailLines=-1")));
        Assert.Equal("PodLogOptions \"p\" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0", error.Message);
        Assert.Equal(400, Assert.Throws<ApiException>(() => PodLocation.Log(pod, Query("tailLines=x"))).Code);
    }

    private static QueryCollection Query(string query) => new(QueryHelpers.ParseQuery(query));
}
