using System.Text;
using System.Text.RegularExpressions;

namespace Navarch.EndToEnd.Harness;

/// <summary>
/// The real kubectl against one cluster. Commands are written as one would type them: words by spaces, '…' keeps spaces.
/// </summary>
internal sealed partial class Kubectl(string kubeconfig, string home)
{
    private readonly Dictionary<string, string> environment = new()
    {
        ["KUBECONFIG"] = kubeconfig,
        ["HOME"] = home,
        ["TERM"] = "xterm",
        ["NO_PROXY"] = "*",
    };

    /// <summary>Runs a command that must succeed; its standard output.</summary>
    public async Task<string> RunAsync(string line, string? input = null, TimeSpan? patience = null) =>
        (await TryAsync(line, input, patience: patience)).EnsureSuccess().Output;

    /// <summary>Runs a command that may fail.</summary>
    public Task<CommandResult> TryAsync(
        string line, string? input = null, IReadOnlyDictionary<string, string>? more = null, TimeSpan? patience = null) =>
        Command.RunAsync("kubectl", Split(line), input, more is null ? environment : environment.Concat(more).ToDictionary(), patience);

    /// <summary>Starts a command that goes on: -w, logs -f, port-forward.</summary>
    public RunningCommand Start(string line) => RunningCommand.Start("kubectl", Split(line), environment);

    /// <summary>Starts a command on a terminal of its own.</summary>
    public Task<Terminal> OpenTerminalAsync(string line) => Terminal.OpenAsync(["kubectl", .. Split(line)], environment);

    /// <summary>Waits until the pod is Ready.</summary>
    public Task<string> WaitReadyAsync(string pod) => RunAsync($"wait --for=condition=Ready pod/{pod} --timeout=60s", patience: TimeSpan.FromSeconds(70));

    /// <summary>Asks again and again until the output is as wanted, for what `kubectl wait` can't say.</summary>
    public async Task<string> EventuallyAsync(string line, Func<string, bool> wanted, TimeSpan? patience = null)
    {
        var time = TimeProvider.System;
        var started = time.GetTimestamp();
        var bound = patience ?? RunningCommand.Patience;
        while (true)
        {
            var result = await TryAsync(line);
            if (result.ExitCode == 0 && wanted(result.Output))
            {
                return result.Output;
            }

            if (time.GetElapsedTime(started) > bound)
            {
                throw new StoryException($"`{result.Command}` did not come to what was wanted in {bound}. The last was:\n{result.Transcript}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), time);
        }
    }

    internal static string[] Split(string line)
    {
        var words = new List<string>();
        foreach (Match match in Word().Matches(line))
        {
            var word = new StringBuilder();
            foreach (Match part in Part().Matches(match.Value))
            {
                word.Append(part.Value.Trim('\''));
            }

            words.Add(word.ToString());
        }

        return [.. words];
    }

    [GeneratedRegex("(?:'[^']*'|[^' \n])+")]
    private static partial Regex Word();

    [GeneratedRegex("'[^']*'|[^']+")]
    private static partial Regex Part();
}
