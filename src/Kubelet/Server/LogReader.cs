using System.Buffers;

namespace Navarch.Kubelet.Server;

/// <summary>Reads a log file line by line, from its beginning or from a number of lines before its end; whole lines only.</summary>
internal sealed class LogReader : IDisposable
{
    private const int BlockBytes = 32 << 10;
    private readonly FileStream file;
    private readonly string path;
    private readonly ArrayBufferWriter<byte> pending = new();
    private int consumed;

    private LogReader(FileStream file, string path) => (this.file, this.path) = (file, path);

    /// <summary>Null while there is no such file.</summary>
    public static LogReader? Open(string path, long? tailLines)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, useAsync: false);
            if (tailLines is { } lines)
            {
                file.Position = TailStart(file, lines);
            }

            return new LogReader(file, path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The next whole line without its line feed, valid until the next call; null at the end of what is there.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken ct)
    {
        var searched = consumed;
        while (true)
        {
            var newline = pending.WrittenSpan[searched..].IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = pending.WrittenMemory[consumed..(searched + newline)];
                consumed = searched + newline + 1;
                return line;
            }

            if (consumed > 0)
            {
                var rest = pending.WrittenSpan[consumed..].ToArray();
                pending.ResetWrittenCount();
                pending.Write(rest);
                consumed = 0;
            }

            searched = pending.WrittenCount;
            var read = await file.ReadAsync(pending.GetMemory(BlockBytes), ct);
            if (read == 0)
            {
                return null;
            }

            pending.Advance(read);
        }
    }

    /// <summary>True when the log was rotated: another file has the name now, or the file was cut.</summary>
    public bool WasReplaced()
    {
        var now = new FileInfo(path);
        return now.Exists && now.Length < file.Position;
    }

    public void Dispose() => file.Dispose();

    /// <summary>Where the last lines begin: from the end block by block.</summary>
    internal static long TailStart(FileStream file, long lines)
    {
        if (lines <= 0)
        {
            return file.Length;
        }

        var block = new byte[BlockBytes];
        var position = file.Length;
        var left = lines + 1;
        while (position > 0)
        {
            var start = Math.Max(0, position - BlockBytes);
            file.Position = start;
            file.ReadExactly(block, 0, (int)(position - start));
            for (var i = (int)(position - start) - 1; i >= 0; i--)
            {
                if (block[i] == '\n' && --left == 0)
                {
                    return start + i + 1;
                }

                // A last line without its line feed counts as one.
                if (position == file.Length && i == (int)(position - start) - 1 && block[i] != '\n')
                {
                    left--;
                    if (left == 0)
                    {
                        return start + i + 1;
                    }
                }
            }

            position = start;
        }

        return 0;
    }
}
