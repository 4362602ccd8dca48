namespace Navarch.Server;

/// <summary>The folder of a cluster on this machine, locked while a process uses it.</summary>
internal sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        Path = path;
        _lock = held;
    }

    /// <summary>The full path.</summary>
    public string Path { get; }

    /// <summary>Where certificates and keys stand.</summary>
    public string Pki => System.IO.Path.Combine(Path, "pki");

    /// <summary>Where the store stands.</summary>
    public string Store => System.IO.Path.Combine(Path, "store");

    /// <summary>Where volumes of the default class stand.</summary>
    public string Volumes => System.IO.Path.Combine(Path, "volumes");

    /// <summary>The folder of a node.</summary>
    public string Node(string name) => System.IO.Path.Combine(Path, "nodes", name);

    /// <summary>The administrator's kubeconfig.</summary>
    public string AdminKubeconfig => System.IO.Path.Combine(Path, "admin.kubeconfig");

    /// <summary>Takes a data directory for this process.</summary>
    /// <exception cref="StartFailure">Another process has it, or it can't be written.</exception>
    public static DataDirectory Open(string path)
    {
        path = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new DataDirectory(path, held);
        }
        catch (IOException e) when (File.Exists(System.IO.Path.Combine(path, "lock")))
        {
            throw new StartFailure($"a cluster is already running on {path}: use it, stop it, or name another folder with --data-dir", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartFailure($"{path} can't be written: run as root, or name another folder with --data-dir", e);
        }
        catch (IOException e)
        {
            throw new StartFailure($"{path} can't be used as data directory: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
