using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Navarch.EndToEnd.Harness;

/// <summary>The packed images on loopback, for the clusters of this test run; started when first asked for, ended with the process.</summary>
internal static class LocalRegistry
{
    private static readonly Lazy<Task<string>> Started = new(StartAsync);

    /// <summary>Its address as --registry-mirror wants it.</summary>
    public static Task<string> UrlAsync() => Started.Value;

    /// <summary>A port that nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> StartAsync()
    {
        var address = "127.0.0.1:" + FreePort().ToString(CultureInfo.InvariantCulture);
        // Its end is tied to our standard input, which closes however this process ends.
        const string Script = "exec 3<&0; \"$0\" --listen \"$1\" 3<&- & p=$!; (cat <&3 >/dev/null; kill $p) & wait $p";
        var registry = RunningCommand.Start("/bin/sh", ["-c", Script, Repository.Tool("images", "registry"), address]);

        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        using var http = new HttpClient();
        while (true)
        {
            try
            {
                (await http.GetAsync(new Uri($"http://{address}/v2/"))).EnsureSuccessStatusCode();
                break;
            }
            catch (HttpRequestException e)
            {
                if (registry.HasExited || time.GetElapsedTime(started) > TimeSpan.FromSeconds(10))
                {
                    throw new StoryException($"the local registry doesn't answer ({e.Message}):\n{registry.Transcript}");
                }

                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            }
        }

        (await Command.RunAsync(Repository.Tool("images", "build"), ["--push", address], patience: TimeSpan.FromMinutes(2))).EnsureSuccess();
        return $"http://{address}";
    }
}
