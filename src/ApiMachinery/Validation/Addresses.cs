using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Validation;

/// <summary>IP addresses and CIDRs as API fields hold them: leading zeros are read as decimal, zones are refused.</summary>
public static class Addresses
{
    private static readonly SearchValues<char> Ipv6Chars = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <summary>Reads an address; null when it is none.</summary>
    public static IPAddress? ParseIp(string value)
    {
        if (!value.Contains(':', StringComparison.Ordinal))
        {
            return ParseIpv4(value);
        }
        return !value.AsSpan().ContainsAnyExcept(Ipv6Chars) && IPAddress.TryParse(value, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? address
            : null;
    }

    private static IPAddress? ParseIpv4(string value)
    {
        Span<byte> bytes = stackalloc byte[4];
        var position = 0;
        for (var i = 0; i < 4; i++)
        {
            var start = position;
            var part = 0;
            while (position < value.Length && char.IsAsciiDigit(value[position]) && part <= 255)
            {
                part = (part * 10) + value[position++] - '0';
            }
            if (position == start || part > 255)
            {
                return null;
            }
            bytes[i] = (byte)part;
            if (i < 3 && (position >= value.Length || value[position++] != '.'))
            {
                return null;
            }
        }
        return position == value.Length ? new IPAddress(bytes) : null;
    }

    /// <summary>True for IPv4, also when written as an IPv4-mapped IPv6 address.</summary>
    public static bool IsIpv4(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork || address.IsIPv4MappedToIPv6;

    /// <summary>Reads address/length; false when it is no CIDR. The address keeps its host bits.</summary>
    public static bool TryParseCidr(string value, out IPAddress address, out int length)
    {
        address = IPAddress.Any;
        length = 0;
        var slash = value.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || ParseIp(value[..slash]) is not { } parsed)
        {
            return false;
        }
        var digits = value.AsSpan(slash + 1);
        if (digits.Length is 0 or > 6 || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }
        foreach (var digit in digits)
        {
            length = (length * 10) + digit - '0';
        }
        address = parsed;
        return length <= (parsed.AddressFamily == AddressFamily.InterNetwork ? 32 : 128);
    }

    /// <summary>Adds an error unless the value is an IP address.</summary>
    public static void ValidateIp(FieldErrorList errors, FieldPath path, string value)
    {
        if (ParseIp(value) is null)
        {
            errors.Invalid(path, value, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
        }
    }

    /// <summary>Adds an error unless the value is an IPv4 address.</summary>
    public static void ValidateIpv4(FieldErrorList errors, FieldPath path, string value)
    {
        if (ParseIp(value) is not { } address || !IsIpv4(address))
        {
            errors.Invalid(path, value, "must be a valid IPv4 address");
        }
    }

    /// <summary>Adds an error unless the value is an IPv6 address.</summary>
    public static void ValidateIpv6(FieldErrorList errors, FieldPath path, string value)
    {
        if (ParseIp(value) is not { } address || IsIpv4(address))
        {
            errors.Invalid(path, value, "must be a valid IPv6 address");
        }
    }

    /// <summary>Adds an error unless the value is a CIDR.</summary>
    public static void ValidateCidr(FieldErrorList errors, FieldPath path, string value)
    {
        if (!TryParseCidr(value, out _, out _))
        {
            errors.Invalid(path, value, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        }
    }
}
