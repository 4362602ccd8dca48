using System.Text.Json;

namespace Navarch.Kubelet.Network;

/// <summary>
/// The node's CNI network: a veth pair a pod (ptp) with addresses from the node's pod range. No bridge: every packet between pods is
/// routed, so that conntrack sees the answers to translated service traffic without bridge-nf-call-iptables, and a sandbox has one
/// device less to make.
/// </summary>
internal static class CniConfig
{
    public const string FileName = "10-navarch.conflist";

    /// <summary>Writes the list into <paramref name="confDirectory"/>; containerd notices by itself. Returns whether it changed.</summary>
    public static bool Write(string confDirectory, string stateDirectory, string podCidr, int mtu)
    {
        var text = Compose(stateDirectory, podCidr, mtu);
        var file = Path.Combine(confDirectory, FileName);
        if (File.Exists(file) && File.ReadAllText(file) == text)
        {
            return false;
        }

        Directory.CreateDirectory(confDirectory);
        Directory.CreateDirectory(stateDirectory);
        File.WriteAllText(file + ".tmp", text);
        File.Move(file + ".tmp", file, overwrite: true);
        return true;
    }

    internal static string Compose(string stateDirectory, string podCidr, int mtu)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("cniVersion", "0.4.0");
            json.WriteString("name", "navarch");
            json.WriteStartArray("plugins");

            json.WriteStartObject();
            json.WriteString("type", "ptp");
            json.WriteNumber("mtu", mtu);
            json.WriteStartObject("ipam");
            json.WriteString("type", "host-local");
            json.WriteString("dataDir", stateDirectory);
            json.WriteStartArray("ranges");
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("subnet", podCidr);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndArray();
            json.WriteStartArray("routes");
            json.WriteStartObject();
            json.WriteString("dst", "0.0.0.0/0");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();

            json.WriteStartObject();
            json.WriteString("type", "portmap");
            json.WriteStartObject("capabilities");
            json.WriteBoolean("portMappings", true);
            json.WriteEndObject();
            json.WriteBoolean("snat", true);
            json.WriteEndObject();

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }
}
