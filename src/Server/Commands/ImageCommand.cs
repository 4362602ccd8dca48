using System.CommandLine;
using Navarch.Kubelet.Images;

namespace Navarch.Server.Commands;

/// <summary>navarch image load FILE.</summary>
internal static class ImageCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "An OCI or docker image archive." };
        var dataDir = UpCommand.DataDirOption();
        var load = new Command("load", "Import an image archive into every node of the cluster of a data directory.") { file, dataDir };
        load.SetAction((parsed, _) => Running.UntilSignalAsync("navarch image load", async ct =>
        {
            var nodes = Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(dataDir)), "nodes");
            var sockets = Directory.Exists(nodes) ? Directory.GetDirectories(nodes).Select(d => Path.Combine(d, "containerd", "containerd.sock")).Where(File.Exists).ToList() : [];
            if (sockets.Count == 0)
            {
                throw new StartFailure($"no node runs below {nodes}: start the cluster first, or name its --data-dir");
            }
            foreach (var socket in sockets)
            {
                Console.WriteLine(await new ImageArchive(socket, TimeProvider.System).ImportAsync(parsed.GetRequiredValue(file).FullName, ct).ConfigureAwait(false));
            }
        }));
        return new Command("image", "Work with container images.") { load };
    }
}
