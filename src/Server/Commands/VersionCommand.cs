using System.CommandLine;

namespace Navarch.Server.Commands;

/// <summary>navarch version.</summary>
internal static class VersionCommand
{
    public static Command Create()
    {
        var command = new Command("version", "Print the version.");
        command.SetAction(_ =>
        {
            Console.WriteLine($"navarch, compatible with Kubernetes {Program.Version}");
            return 0;
        });
        return command;
    }
}
