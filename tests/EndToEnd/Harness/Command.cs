namespace Navarch.EndToEnd.Harness;

/// <summary>How a command ended, and what it printed.</summary>
internal sealed record CommandResult(string Command, int ExitCode, string Output, string Transcript)
{
    public CommandResult EnsureSuccess() => ExitCode == 0 ? this : throw new StoryException($"`{Command}` ended with {ExitCode}:\n{Transcript}");
}

/// <summary>Runs a program to its end, within a bound.</summary>
internal static class Command
{
    public static async Task<CommandResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string? input = null,
        IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan? patience = null)
    {
        await using var command = RunningCommand.Start(program, arguments, environment);
        if (input is not null)
        {
            await command.SendAsync(input);
        }

        command.CloseInput();
        var code = await command.ExitAsync(patience);
        return new CommandResult($"{Path.GetFileName(program)} {string.Join(' ', arguments)}", code, command.Output, command.Transcript);
    }
}

/// <summary>The story went another way than told.</summary>
internal sealed class StoryException(string message) : Exception(message);
