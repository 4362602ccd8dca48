namespace Navarch.ApiMachinery.Json;

/// <summary>Base64 as Go's standard encoding reads it: line breaks are skipped, padding is required.</summary>
internal static class Base64Text
{
    /// <summary>The canonical form of base64 text; null, with the offset that Go reports, when it is malformed.</summary>
    public static string? Canonical(string text, out int errorOffset)
    {
        errorOffset = FindError(text, out var plain);
        if (errorOffset >= 0)
        {
            return null;
        }
        if (plain)
        {
            return text;
        }
        return Convert.ToBase64String(Bytes(text));
    }

    /// <summary>The bytes of well-formed base64 text, whatever its unused bits.</summary>
    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>(text.Length * 3 / 4);
        int bits = 0, held = 0;
        foreach (var c in text)
        {
            var value = Value(c);
            if (value < 0)
            {
                continue;
            }
            held = (held << 6) | value;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }
        return [.. bytes];
    }

    private static int Value(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' => 62,
        '/' => 63,
        _ => -1,
    };

    // Plain: no line breaks and no stray bits in front of the padding, so that encoding again gives the same text.
    private static int FindError(string text, out bool plain)
    {
        plain = true;
        int position = 0, inQuantum = 0, last = 0;
        while (position < text.Length)
        {
            var c = text[position++];
            var value = Value(c);
            if (value >= 0)
            {
                last = value;
                inQuantum = (inQuantum + 1) & 3;
                continue;
            }
            if (c is '\n' or '\r')
            {
                plain = false;
                continue;
            }
            if (c != '=' || inQuantum < 2)
            {
                return position - 1;
            }
            if ((last & (inQuantum == 2 ? 0xF : 0x3)) != 0)
            {
                plain = false;
            }
            if (inQuantum == 2)
            {
                position = SkipBreaks(text, position, ref plain);
                if (position == text.Length)
                {
                    return text.Length;
                }
                if (text[position] != '=')
                {
                    return position - 1;
                }
                position++;
            }
            position = SkipBreaks(text, position, ref plain);
            return position < text.Length ? position : -1;
        }
        return inQuantum == 0 ? -1 : text.Length - inQuantum;
    }

    private static int SkipBreaks(string text, int position, ref bool plain)
    {
        while (position < text.Length && (text[position] is '\n' or '\r'))
        {
            plain = false;
            position++;
        }
        return position;
    }
}
