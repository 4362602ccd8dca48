using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Navarch.EndToEnd.Harness;

/// <summary>
/// A program that runs beside the test. What it prints is read as it comes, standard output and error in one transcript, and
/// <see cref="ExpectAsync(string, TimeSpan?)"/> consumes it up to a text, as expect(1) does. Disposing kills it.
/// </summary>
internal sealed class RunningCommand : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process process;
    private readonly StringBuilder transcript = new();
    private readonly StringBuilder output = new();
    private readonly Lock gate = new();
    private readonly Task reading;
    private readonly string name;
    private TaskCompletionSource more = NewSignal();
    private bool ended;
    private int consumed;

    private RunningCommand(Process process, string name)
    {
        this.process = process;
        this.name = name;
        reading = ReadAsync();
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>All that it printed so far, on both streams.</summary>
    public string Transcript
    {
        get
        {
            lock (gate)
            {
                return transcript.ToString();
            }
        }
    }

    /// <summary>What it printed so far on standard output.</summary>
    public string Output
    {
        get
        {
            lock (gate)
            {
                return output.ToString();
            }
        }
    }

    public static RunningCommand Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var info = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in environment ?? new Dictionary<string, string>())
        {
            info.Environment[key] = value;
        }

        var process = Process.Start(info) ?? throw new InvalidOperationException($"can't start {program}");
        return new RunningCommand(process, $"{Path.GetFileName(program)} {string.Join(' ', info.ArgumentList)}");
    }

    public Task<string> ExpectAsync(string text, TimeSpan? patience = null) => ExpectAsync(new Regex(Regex.Escape(text)), patience);

    /// <summary>Waits for a match after what was consumed before, consumes up to its end and returns what was consumed.</summary>
    public async Task<string> ExpectAsync(Regex pattern, TimeSpan? patience = null)
    {
        var time = TimeProvider.System;
        using var deadline = new CancellationTokenSource(patience ?? Patience, time);
        while (true)
        {
            Task signal;
            lock (gate)
            {
                var text = transcript.ToString(consumed, transcript.Length - consumed);
                if (pattern.Match(text) is { Success: true } match)
                {
                    consumed += match.Index + match.Length;
                    return text[..(match.Index + match.Length)];
                }

                if (ended)
                {
                    throw new StoryException($"`{name}` ended without printing /{pattern}/. It printed:\n{transcript}");
                }

                signal = more.Task;
            }

            try
            {
                await signal.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new StoryException($"`{name}` did not print /{pattern}/ in {patience ?? Patience}. It printed:\n{Transcript}");
            }
        }
    }

    public async Task SendAsync(string text)
    {
        await process.StandardInput.WriteAsync(text);
        await process.StandardInput.FlushAsync();
    }

    public void CloseInput() => process.StandardInput.Close();

    /// <summary>Sends a signal by its name, e.g. TERM.</summary>
    public Task SignalAsync(string signal) => Command.RunAsync("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);

    /// <summary>Waits for its end and for the last of its output; the exit code.</summary>
    public async Task<int> ExitAsync(TimeSpan? patience = null)
    {
        using var deadline = new CancellationTokenSource(patience ?? Patience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
            await reading.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            // A child that inherited the streams keeps them open; the exit is what counts.
            if (!process.HasExited)
            {
                throw new StoryException($"`{name}` did not end in {patience ?? Patience}. It printed:\n{Transcript}");
            }
        }

        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ReadAsync()
    {
        await Task.WhenAll(PumpAsync(process.StandardOutput, output), PumpAsync(process.StandardError, null));
        lock (gate)
        {
            ended = true;
            more.SetResult();
        }
    }

    private async Task PumpAsync(StreamReader reader, StringBuilder? copy)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await ReadSomeAsync(reader, buffer)) > 0)
        {
            lock (gate)
            {
                transcript.Append(buffer, 0, read);
                copy?.Append(buffer, 0, read);
                more.SetResult();
                more = NewSignal();
            }
        }
    }

    private static async Task<int> ReadSomeAsync(StreamReader reader, char[] buffer)
    {
        try
        {
            return await reader.ReadAsync(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return 0;
        }
    }
}
