using System.Buffers;
using System.Buffers.Text;

namespace Navarch.ApiMachinery.Json;

/// <summary>
/// Writes JSON tokens into a buffer writer as encoding/json does: no spaces, and &lt;, &gt;, &amp;, U+2028 and U+2029
/// escaped so that the text is safe inside of HTML.
/// </summary>
internal ref struct JsonBuffer
{
    private static readonly SearchValues<char> MustEscape = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f\"\\<>&\u2028\u2029");

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;

    public JsonBuffer(IBufferWriter<byte> output)
    {
        _output = output;
        _span = output.GetSpan(256);
    }

    public void Flush()
    {
        _output.Advance(_used);
        _used = 0;
        _span = default;
    }

    private void Ensure(int count)
    {
        if (_span.Length - _used < count)
        {
            _output.Advance(_used);
            _used = 0;
            _span = _output.GetSpan(Math.Max(count, 256));
        }
    }

    public void Byte(byte value)
    {
        Ensure(1);
        _span[_used++] = value;
    }

    public void Raw(scoped ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        bytes.CopyTo(_span[_used..]);
        _used += bytes.Length;
    }

    /// <summary>Writes "name": with the separating comma in front of all but the first.</summary>
    public void Name(ReadOnlySpan<byte> escapedName, ref bool first)
    {
        Ensure(escapedName.Length + 4);
        if (!first)
        {
            _span[_used++] = (byte)',';
        }
        first = false;
        _span[_used++] = (byte)'"';
        escapedName.CopyTo(_span[_used..]);
        _used += escapedName.Length;
        _span[_used++] = (byte)'"';
        _span[_used++] = (byte)':';
    }

    public void Number(long value)
    {
        Ensure(20);
        Utf8Formatter.TryFormat(value, _span[_used..], out var written);
        _used += written;
    }

    public void Number(double value)
    {
        Ensure(32);
        _used += GoNumber.Format(value, _span[_used..]);
    }

    public void String(string value)
    {
        var text = value.AsSpan();
        Byte((byte)'"');
        while (true)
        {
            var stop = text.IndexOfAny(MustEscape);
            Utf8(stop < 0 ? text : text[..stop]);
            if (stop < 0)
            {
                break;
            }
            Escape(text[stop]);
            text = text[(stop + 1)..];
        }
        Byte((byte)'"');
    }

    private void Utf8(ReadOnlySpan<char> text)
    {
        // Long text goes out in pieces, so that no buffer of three times its size is asked for.
        while (!text.IsEmpty)
        {
            var piece = text.Length > 1024 ? text[..1024] : text;
            Ensure(piece.Length * 3);
            System.Text.Unicode.Utf8.FromUtf16(piece, _span[_used..], out var read, out var written, replaceInvalidSequences: true, isFinalBlock: piece.Length == text.Length);
            _used += written;
            text = text[read..];
        }
    }

    private void Escape(char c)
    {
        Ensure(6);
        var shortForm = c switch
        {
            '"' => (byte)'"',
            '\\' => (byte)'\\',
            '\b' => (byte)'b',
            '\f' => (byte)'f',
            '\n' => (byte)'n',
            '\r' => (byte)'r',
            '\t' => (byte)'t',
            _ => (byte)0,
        };
        _span[_used++] = (byte)'\\';
        if (shortForm != 0)
        {
            _span[_used++] = shortForm;
            return;
        }
        _span[_used++] = (byte)'u';
        for (var shift = 12; shift >= 0; shift -= 4)
        {
            _span[_used++] = "0123456789abcdef"u8[(c >> shift) & 0xF];
        }
    }
}
