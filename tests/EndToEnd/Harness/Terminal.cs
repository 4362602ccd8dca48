using System.Globalization;
using System.Text.RegularExpressions;

namespace Navarch.EndToEnd.Harness;

/// <summary>
/// A command on a pseudo-terminal, which script(1) makes. The terminal's device is known, so the test can change its size as a window
/// does: the command gets SIGWINCH.
/// </summary>
internal sealed class Terminal : IAsyncDisposable
{
    private readonly RunningCommand script;
    private readonly string device;

    private Terminal(RunningCommand script, string device)
    {
        this.script = script;
        this.device = device;
    }

    public static async Task<Terminal> OpenAsync(IEnumerable<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var quoted = string.Join(' ', command.Select(word => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
        var script = RunningCommand.Start(
            "script", ["-qefc", $"tty; stty rows 24 cols 80; exec {quoted}", "/dev/null"], environment.Append(new("SHELL", "/bin/sh")).ToDictionary());
        var device = (await script.ExpectAsync(new Regex(@"/dev/pts/\d+"))).Trim();
        return new Terminal(script, device);
    }

    public Task<string> ExpectAsync(string text) => script.ExpectAsync(text);

    public Task<string> ExpectAsync(Regex pattern) => script.ExpectAsync(pattern);

    /// <summary>Types a line and Return.</summary>
    public Task TypeAsync(string line) => script.SendAsync(line + "\r");

    public async Task ResizeAsync(int rows, int columns) =>
        (await Command.RunAsync(
            "stty",
            ["-F", device, "rows", rows.ToString(CultureInfo.InvariantCulture), "cols", columns.ToString(CultureInfo.InvariantCulture)])).EnsureSuccess();

    public Task<int> ExitAsync() => script.ExitAsync();

    public ValueTask DisposeAsync() => script.DisposeAsync();
}
