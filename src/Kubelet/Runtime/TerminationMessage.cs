using System.Text;

namespace Navarch.Kubelet.Runtime;

/// <summary>
/// What a container said about its end: its termination message file, or the end of its log where it left none and its policy allows
/// that (upstream: at most 4 kB of the file, 2 kB or 80 lines of the log).
/// </summary>
internal static class TerminationMessage
{
    private const int FileBytes = 4096;
    private const int LogBytes = 2048;
    private const int LogLines = 80;

    public static string Read(Cri.V1.ContainerStatus status, Google.Protobuf.Collections.MapField<string, string> annotations)
    {
        var path = annotations.GetValueOrDefault<string, string>(RuntimeLabels.TerminationMessagePath);
        var message = "";
        var mount = string.IsNullOrEmpty(path) ? null : status.Mounts.FirstOrDefault(m => m.ContainerPath == path);
        if (mount is not null)
        {
            message = ReadEnd(mount.HostPath, FileBytes);
        }

        if (message.Length == 0 && status.ExitCode != 0 && status.LogPath.Length > 0 &&
            annotations.GetValueOrDefault<string, string>(RuntimeLabels.TerminationMessagePolicy) == "FallbackToLogsOnError")
        {
            message = LogEnd(status.LogPath);
        }

        return message.Length > 0 ? message : status.Message;
    }

    private static string LogEnd(string path)
    {
        // Each line of a CRI log opens with time, stream and tag; the limit counts what the container wrote.
        var raw = ReadEnd(path, LogBytes * 4).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var lines = raw.Select(line => line.Split(' ', 4)).Where(parts => parts.Length == 4).TakeLast(LogLines)
            .Select(parts => parts[3] + (parts[2] == "F" ? "\n" : ""));
        var text = string.Concat(lines);
        return text.Length > LogBytes ? text[^LogBytes..] : text;
    }

    private static string ReadEnd(string path, int limit)
    {
        try
        {
            using var file = File.OpenRead(path);
            file.Seek(-Math.Min(limit, file.Length), SeekOrigin.End);
            var buffer = new byte[limit];
            var read = file.ReadAtLeast(buffer, limit, throwOnEndOfStream: false);
            return Encoding.UTF8.GetString(buffer, 0, read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
