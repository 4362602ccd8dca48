using System.Globalization;
using System.Text;

namespace Navarch.Kubelet.Containerd;

/// <summary>Writes config.toml (https://github.com/containerd/containerd/blob/release/1.6/docs/cri/config.md).</summary>
internal static class ContainerdConfig
{
    /// <summary>Snapshotters and services that the kubelet never uses: each costs memory and start time.</summary>
    private static readonly string[] Unneeded =
    [
        "io.containerd.snapshotter.v1.aufs",
        "io.containerd.snapshotter.v1.btrfs",
        "io.containerd.snapshotter.v1.devmapper",
        "io.containerd.snapshotter.v1.zfs",
        "io.containerd.internal.v1.opt",
        "io.containerd.internal.v1.tracing",
        "io.containerd.tracing.processor.v1.otlp",
    ];

    public static string Write(ContainerdOptions options, bool canLowerOomScore)
    {
        var toml = new StringBuilder();
        toml.Append(
            CultureInfo.InvariantCulture,
            $"""
            version = 2
            root = {Quote(Path.Combine(options.Directory, "root"))}
            state = {Quote(Path.Combine(options.Directory, "state"))}
            oom_score = 0
            disabled_plugins = [{string.Join(", ", Unneeded.Select(Quote))}]

            [grpc]
              address = {Quote(options.SocketPath)}

            [plugins."io.containerd.grpc.v1.cri"]
              sandbox_image = {Quote(options.SandboxImage)}
              restrict_oom_score_adj = {(canLowerOomScore ? "false" : "true")}
              stream_server_address = "127.0.0.1"
              stream_server_port = "0"
              disable_apparmor = {(File.Exists("/sys/kernel/security/apparmor/profiles") ? "false" : "true")}
              tolerate_missing_hugetlb_controller = true
              disable_hugetlb_controller = true
              max_concurrent_downloads = 3

            [plugins."io.containerd.grpc.v1.cri".cni]
              bin_dir = {Quote(options.CniBinDirectory)}
              conf_dir = {Quote(options.CniConfDirectory)}
              max_conf_num = 1

            [plugins."io.containerd.grpc.v1.cri".registry]
              config_path = {Quote(options.RegistryDirectory)}

            [plugins."io.containerd.grpc.v1.cri".containerd]
              snapshotter = "overlayfs"
              default_runtime_name = "runc"
              disable_snapshot_annotations = true
              discard_unpacked_layers = false

            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
              runtime_type = "io.containerd.runc.v2"

            [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
              BinaryName = {Quote(options.RuntimeBinary)}
              SystemdCgroup = false

            """);
        return toml.ToString();
    }

    private static string Quote(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
