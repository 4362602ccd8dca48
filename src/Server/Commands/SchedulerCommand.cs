using System.CommandLine;
using Navarch.Client.Informers;
using Navarch.Scheduler;

namespace Navarch.Server.Commands;

/// <summary>navarch kube-scheduler.</summary>
internal static class SchedulerCommand
{
    public static Command Create()
    {
        var kubeconfig = ComponentOptions.Kubeconfig();
        var verbose = UpCommand.VerboseOption();
        var command = new Command("kube-scheduler", "Run the scheduler alone.") { kubeconfig, verbose };
        command.SetAction((parsed, _) => Running.UntilSignalAsync("navarch kube-scheduler", async ct =>
        {
            using var loggers = Running.Loggers(parsed.GetResult(verbose)?.IdentifierTokenCount ?? 0);
            using var client = ComponentOptions.Client(parsed.GetRequiredValue(kubeconfig), "kube-scheduler");
            await using var informers = new InformerFactory(client, TimeProvider.System, loggers);
            var running = new Scheduler.Scheduler(client, informers, new SchedulerOptions(), TimeProvider.System, loggers).RunAsync(ct);
            await informers.StartAsync(ct).ConfigureAwait(false);
            await running.ConfigureAwait(false);
        }));
        return command;
    }
}
