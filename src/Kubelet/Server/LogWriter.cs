using System.Buffers;
using System.Text;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Kubelet.Server;

/// <summary>
/// Turns lines of a CRI log ("time stream tag content") into what the reader asked for. A partial line (tag P) is joined with what
/// follows it.
/// </summary>
internal sealed class LogWriter(Stream output, LogOptions options)
{
    private readonly ArrayBufferWriter<byte> buffer = new();
    private long? left = options.LimitBytes;
    private bool midLine;

    /// <summary>False when no more is wanted.</summary>
    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> line, CancellationToken ct)
    {
        Add(line.Span);
        if (buffer.WrittenCount > FlushBytes || left <= 0)
        {
            await FlushAsync(ct);
        }

        return left is null or > 0;
    }

    public async ValueTask FlushAsync(CancellationToken ct)
    {
        if (buffer.WrittenCount > 0)
        {
            await output.WriteAsync(buffer.WrittenMemory, ct);
            await output.FlushAsync(ct);
            buffer.ResetWrittenCount();
        }
    }

    private const int FlushBytes = 32 << 10;

    private void Add(ReadOnlySpan<byte> line)
    {
        var first = line.IndexOf((byte)' ');
        var second = first < 0 ? -1 : line[(first + 1)..].IndexOf((byte)' ') + first + 1;
        if (second <= first)
        {
            return;
        }

        var third = line[(second + 1)..].IndexOf((byte)' ');
        var tag = third < 0 ? line[(second + 1)..] : line.Slice(second + 1, third);
        var content = third < 0 ? [] : line[(second + third + 2)..];
        var partial = tag.Length > 0 && tag[0] == 'P';
        if (IsWanted(line[..first], line[(first + 1)..second]))
        {
            if (options.Timestamps && !midLine)
            {
                Put(line[..(first + 1)]);
            }

            Put(content);
            if (!partial)
            {
                Put("\n"u8);
            }

            midLine = partial;
        }
    }

    private bool IsWanted(ReadOnlySpan<byte> time, ReadOnlySpan<byte> stream)
    {
        if (options.Stream != "All" && !stream.SequenceEqual(options.Stream == "Stdout" ? "stdout"u8 : "stderr"u8))
        {
            return false;
        }

        return options.Since is not { } since || !Timestamps.TryParse(Encoding.ASCII.GetString(time), out var at) || at >= since;
    }

    private void Put(ReadOnlySpan<byte> bytes)
    {
        if (left is { } limit)
        {
            bytes = bytes.Length > limit ? bytes[..(int)limit] : bytes;
            left = limit - bytes.Length;
        }

        buffer.Write(bytes);
    }
}
