using System.Buffers;

namespace Navarch.ApiMachinery.Json;

/// <summary>Indents compact JSON as <c>?pretty=true</c> asks: two spaces a level, empty objects and lists on one line.</summary>
public static class JsonIndent
{
    /// <summary>Writes well-formed compact JSON indented.</summary>
    public static void Write(ReadOnlySpan<byte> compact, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var depth = 0;
        var at = 0;
        while (at < compact.Length)
        {
            var c = compact[at];
            switch (c)
            {
                case (byte)'"':
                    var end = StringEnd(compact, at);
                    output.Write(compact[at..end]);
                    at = end;
                    continue;
                case (byte)'{' or (byte)'[':
                    output.Write(compact.Slice(at, 1));
                    if (at + 1 < compact.Length && compact[at + 1] == c + 2)
                    {
                        output.Write(compact.Slice(++at, 1));
                    }
                    else
                    {
                        Break(output, ++depth);
                    }
                    break;
                case (byte)'}' or (byte)']':
                    Break(output, --depth);
                    output.Write(compact.Slice(at, 1));
                    break;
                case (byte)',':
                    output.Write(","u8);
                    Break(output, depth);
                    break;
                case (byte)':':
                    output.Write(": "u8);
                    break;
                default:
                    output.Write(compact.Slice(at, 1));
                    break;
            }
            at++;
        }
    }

    private static int StringEnd(ReadOnlySpan<byte> json, int start)
    {
        var at = start + 1;
        while (at < json.Length && json[at] != '"')
        {
            at += json[at] == '\\' ? 2 : 1;
        }
        return Math.Min(at + 1, json.Length);
    }

    private static void Break(IBufferWriter<byte> output, int depth)
    {
        var span = output.GetSpan(1 + 2 * depth);
        span[0] = (byte)'\n';
        span.Slice(1, 2 * depth).Fill((byte)' ');
        output.Advance(1 + 2 * depth);
    }
}
