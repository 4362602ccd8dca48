using System.Globalization;
using System.Runtime.InteropServices;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Nodes;

/// <summary>What the machine is and has, as the node's status tells it.</summary>
internal static class MachineInfo
{
    public const string KubeletVersion = "v1.36.2";

    /// <summary>Upstream's hard eviction thresholds, which are not for pods: 100Mi of memory and a tenth of the disk.</summary>
    private const long EvictionMemoryBytes = 100 << 20;

    public static NodeSystemInfo SystemInfo(string runtimeVersion) => new()
    {
        MachineID = Read("/etc/machine-id"),
        SystemUUID = Read("/sys/class/dmi/id/product_uuid") is { Length: > 0 } uuid ? uuid : Read("/etc/machine-id"),
        BootID = Read("/proc/sys/kernel/random/boot_id"),
        KernelVersion = Read("/proc/sys/kernel/osrelease"),
        OsImage = OsImage(),
        ContainerRuntimeVersion = runtimeVersion,
        KubeletVersion = KubeletVersion,
        KubeProxyVersion = "",
        OperatingSystem = "linux",
        Architecture = Architecture,
    };

    /// <summary>As Go names it.</summary>
    public static string Architecture => RuntimeInformation.ProcessArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "amd64",
        System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
        var other => other.ToString().ToLowerInvariant(),
    };

    public static MapOf<Quantity> Capacity(KubeletOptions options)
    {
        var result = new Dictionary<string, Quantity>(StringComparer.Ordinal)
        {
            ["cpu"] = Quantity.FromLong(Environment.ProcessorCount),
            ["memory"] = Quantity.FromBytes(MemoryBytes()),
            ["ephemeral-storage"] = Quantity.FromBytes(new DriveInfo(options.RootDirectory).TotalSize),
            ["pods"] = Quantity.FromLong(options.MaxPods),
        };
        foreach (var (name, value) in options.Capacity)
        {
            result[name] = Quantity.Parse(value);
        }

        return result.ToMapOf();
    }

    public static MapOf<Quantity> Allocatable(MapOf<Quantity> capacity, KubeletOptions options)
    {
        var result = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        foreach (var (name, value) in capacity)
        {
            var reserved = options.Reserved.TryGetValue(name, out var text) ? Quantity.Parse(text) : Quantity.Zero;
            var left = value - reserved;
            left = name switch
            {
                "memory" when !options.Capacity.ContainsKey("memory") => Quantity.FromBytes(left.Value - EvictionMemoryBytes),
                "ephemeral-storage" => Quantity.FromLong(left.Value / 10 * 9),
                _ => left,
            };
            result[name] = left.Sign < 0 ? Quantity.Zero : left;
        }

        return result.ToMapOf();
    }

    public static NodeResources Resources(MapOf<Quantity> allocatable) =>
        new(allocatable["cpu"].MilliValue, allocatable["memory"].Value, allocatable["ephemeral-storage"].Value);

    private static long MemoryBytes()
    {
        var line = File.ReadLines("/proc/meminfo").First(l => l.StartsWith("MemTotal:", StringComparison.Ordinal));
        var kilobytes = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return long.Parse(kilobytes, CultureInfo.InvariantCulture) * 1024;
    }

    private static string OsImage()
    {
        const string Key = "PRETTY_NAME=";
        var line = File.Exists("/etc/os-release")
            ? File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line is null ? "Linux" : line[Key.Length..].Trim('"');
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
