using System.Globalization;
using System.Text;

namespace Navarch.Dns.Wire;

/// <summary>
/// Names as text: labels joined by dots with a closing dot, "." for the root. A byte that isn't a visible ASCII character, a
/// dot or a backslash inside of a label stands as \DDD or with a backslash before it, as in zone files (RFC 1035 5.1).
/// </summary>
public static class DnsName
{
    /// <summary>Appends one wire label and its dot.</summary>
    public static void AppendLabel(StringBuilder name, ReadOnlySpan<byte> label)
    {
        foreach (var octet in label)
        {
            if (octet is (byte)'.' or (byte)'\\')
            {
                name.Append('\\').Append((char)octet);
            }
            else if (octet is > 0x20 and < 0x7f)
            {
                name.Append((char)octet);
            }
            else
            {
                name.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
            }
        }
        name.Append('.');
    }

    /// <summary>The end of the label that starts at <paramref name="start"/>: the index of its dot, or the name's length.</summary>
    public static int LabelEnd(string name, int start)
    {
        for (var i = start; i < name.Length; i++)
        {
            if (name[i] == '\\')
            {
                i++;
            }
            else if (name[i] == '.')
            {
                return i;
            }
        }
        return name.Length;
    }

    /// <summary>The octets of a label's text; -1 when it's too long or badly escaped.</summary>
    public static int LabelOctets(ReadOnlySpan<char> label, Span<byte> octets)
    {
        var length = 0;
        for (var i = 0; i < label.Length; i++)
        {
            int octet = label[i];
            if (octet == '\\')
            {
                if (i + 3 < label.Length && char.IsAsciiDigit(label[i + 1]))
                {
                    if (!int.TryParse(label.Slice(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out octet))
                    {
                        return -1;
                    }
                    i += 3;
                }
                else if (++i < label.Length)
                {
                    octet = label[i];
                }
                else
                {
                    return -1;
                }
            }
            if (octet > 255 || length == octets.Length)
            {
                return -1;
            }
            octets[length++] = (byte)octet;
        }
        return length;
    }

    /// <summary>Absolute form: with the closing dot.</summary>
    public static string Absolute(string name) => name.EndsWith('.') ? name : name + ".";

    /// <summary>Whether the name is the zone's or below it, without regard to case.</summary>
    public static bool IsWithin(string name, string zone) =>
        zone == "."
        || (name.EndsWith(zone, StringComparison.OrdinalIgnoreCase) && (name.Length == zone.Length || name[name.Length - zone.Length - 1] == '.'));
}
