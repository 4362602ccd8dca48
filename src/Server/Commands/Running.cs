using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Navarch.Server.Commands;

/// <summary>Runs a command's work until a signal ends it, and turns failures into one sentence.</summary>
internal static class Running
{
    /// <summary>Runs until SIGINT or SIGTERM. The exit code is 0 then, and 1 when it could not start or broke.</summary>
    public static async Task<int> UntilSignalAsync(string name, Func<CancellationToken, Task> work)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await work(stop.Token).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"{name}: {Explain(e)}").ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>The sentence of a failure: our own ones are written for users, of others the innermost says most.</summary>
    private static string Explain(Exception e)
    {
        for (var at = e; at is not null; at = at.InnerException)
        {
            if (at is StartFailure)
            {
                return at.Message;
            }
        }
        return Environment.GetEnvironmentVariable("NAVARCH_TRACE") is { Length: > 0 } ? e.ToString() : e.Message;
    }

    /// <summary>Logs to standard error: warnings, or more with -v.</summary>
    public static ILoggerFactory Loggers(int verbosity) => LoggerFactory.Create(builder => builder
        .SetMinimumLevel(verbosity switch { 0 => LogLevel.Warning, 1 => LogLevel.Information, _ => LogLevel.Debug })
        .AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        }));
}
