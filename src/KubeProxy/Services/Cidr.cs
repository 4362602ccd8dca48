using System.Globalization;
using System.Net;

namespace Navarch.KubeProxy.Services;

/// <summary>CIDR notation as the API takes it: bits behind the prefix may be set, and are dropped (IPNetwork.Parse refuses them).</summary>
public static class Cidr
{
    public static bool TryParse(string text, out IPNetwork network)
    {
        network = default;
        var slash = text.Trim().Split('/');
        if (slash.Length != 2
            || !IPAddress.TryParse(slash[0], out var address)
            || !int.TryParse(slash[1], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix))
        {
            return false;
        }
        var bytes = address.GetAddressBytes();
        if (prefix > bytes.Length * 8)
        {
            return false;
        }
        for (var bit = prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }
        network = new IPNetwork(new IPAddress(bytes), prefix);
        return true;
    }
}
