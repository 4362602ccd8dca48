using System.Threading.Channels;

namespace Navarch.Kubelet.Server;

/// <summary>Tells that a log's file was written to or replaced, by inotify.</summary>
internal sealed class LogChanges : IDisposable
{
    private readonly FileSystemWatcher watcher;
    private readonly Channel<bool> signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public LogChanges(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        watcher = new FileSystemWatcher(Path.GetDirectoryName(path)!, Path.GetFileName(path))
        {
            NotifyFilter = NotifyFilters.Size | NotifyFilters.LastWrite | NotifyFilters.FileName,
        };
        watcher.Changed += (_, _) => signal.Writer.TryWrite(true);
        watcher.Created += (_, _) => signal.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
    }

    /// <summary>True when something changed, false when <paramref name="limit"/> passed without.</summary>
    public async Task<bool> WaitAsync(TimeSpan limit, TimeProvider time, CancellationToken ct)
    {
        using var deadline = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, ct);
        try
        {
            await signal.Reader.ReadAsync(linked.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => watcher.Dispose();
}
