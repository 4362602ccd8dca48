using System.Text;
using Microsoft.AspNetCore.Http;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Json;

namespace Navarch.Kubelet.Server;

/// <summary>The pods of this node as a PodList.</summary>
internal static class PodList
{
    public static async Task WriteAsync(HttpContext context, IEnumerable<Pod> pods)
    {
        context.Response.ContentType = "application/json";
        var separator = """{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[""";
        foreach (var pod in pods)
        {
            await context.Response.WriteAsync(separator, context.RequestAborted);
            await context.Response.Body.WriteAsync(JsonEncoder.ToBytes(pod), context.RequestAborted);
            separator = ",";
        }

        await context.Response.WriteAsync(separator == "," ? "]}" : separator + "]}", Encoding.UTF8, context.RequestAborted);
    }
}
