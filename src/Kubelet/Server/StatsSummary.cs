using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.PodWorkers;
using Navarch.Kubelet.Runtime;

namespace Navarch.Kubelet.Server;

/// <summary>/stats/summary in upstream's form, and a small /metrics.</summary>
internal sealed class StatsSummary(PodManager pods, PodServices services, KubeletOptions options, TimeProvider time)
{
    private readonly DateTimeOffset started = time.GetUtcNow();

    public async Task HandleAsync(HttpContext context)
    {
        var stats = await services.Runtime.ListContainerStatsAsync(context.RequestAborted);
        using var buffer = new MemoryStream();
        await using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("node");
            json.WriteString("nodeName", options.NodeName);
            json.WriteString("startTime", started.UtcDateTime);
            json.WriteEndObject();
            json.WriteStartArray("pods");
            foreach (var pod in stats.GroupBy(s => Label(s, RuntimeLabels.PodUid), StringComparer.Ordinal).Where(g => g.Key.Length > 0))
            {
                WritePod(json, pod);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    public async Task MetricsAsync(HttpContext context)
    {
        var running = await services.Runtime.ListContainersAsync(
            new Cri.V1.ContainerFilter { State = new Cri.V1.ContainerStateValue { State = Cri.V1.ContainerState.ContainerRunning } }, context.RequestAborted);
        var text = new StringBuilder();
        text.Append("# TYPE kubelet_node_name gauge\nkubelet_node_name{node=\"").Append(options.NodeName).Append("\"} 1\n");
        text.Append(CultureInfo.InvariantCulture, $"# TYPE kubelet_running_pods gauge\nkubelet_running_pods {pods.Pods.Count()}\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"# TYPE kubelet_running_containers gauge\nkubelet_running_containers{{container_state=\"running\"}} {running.Count}\n");
        context.Response.ContentType = "text/plain; version=0.0.4";
        await context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private static string Label(Cri.V1.ContainerStats stats, string name) =>
        stats.Attributes.Labels.TryGetValue(name, out var value) ? value : "";

    private static void WritePod(Utf8JsonWriter json, IGrouping<string, Cri.V1.ContainerStats> containers)
    {
        var any = containers.First();
        json.WriteStartObject();
        json.WriteStartObject("podRef");
        json.WriteString("name", Label(any, RuntimeLabels.PodName));
        json.WriteString("namespace", Label(any, RuntimeLabels.PodNamespace));
        json.WriteString("uid", containers.Key);
        json.WriteEndObject();
        json.WriteStartArray("containers");
        foreach (var container in containers)
        {
            json.WriteStartObject();
            json.WriteString("name", Label(container, RuntimeLabels.ContainerName));
            if (container.Cpu is { } cpu)
            {
                json.WriteStartObject("cpu");
                json.WriteString("time", DateTimeOffset.UnixEpoch.AddTicks(cpu.Timestamp / TimeSpan.NanosecondsPerTick).UtcDateTime);
                json.WriteNumber("usageCoreNanoSeconds", cpu.UsageCoreNanoSeconds?.Value ?? 0);
                json.WriteEndObject();
            }

            if (container.Memory is { } memory)
            {
                json.WriteStartObject("memory");
                json.WriteString("time", DateTimeOffset.UnixEpoch.AddTicks(memory.Timestamp / TimeSpan.NanosecondsPerTick).UtcDateTime);
                json.WriteNumber("workingSetBytes", memory.WorkingSetBytes?.Value ?? 0);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
