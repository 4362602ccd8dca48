using Navarch.Kubelet.Images;

namespace Navarch.Kubelet.Tests.Images;

public sealed class RegistryMirrorTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("nv-mirror-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void The_mirror_is_asked_before_the_registry()
    {
        RegistryMirror.Configure(directory, new Uri("http://127.0.0.1:5000"));

        Assert.Equal(
            """
            # Written by navarch: --registry-mirror
            server = "https://registry-1.docker.io"

            [host."http://127.0.0.1:5000"]
              capabilities = ["pull", "resolve"]

            """,
            File.ReadAllText(Path.Combine(directory, "docker.io", "hosts.toml")));
        Assert.Contains("https://registry.k8s.io", File.ReadAllText(Path.Combine(directory, "registry.k8s.io", "hosts.toml")), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_mirror_an_earlier_ones_files_go()
    {
        RegistryMirror.Configure(directory, new Uri("http://127.0.0.1:5000"));
        RegistryMirror.Configure(directory, null);

        Assert.Empty(Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_that_somebody_else_wrote_stays()
    {
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(directory, "docker.io")).FullName, "hosts.toml");
        File.WriteAllText(file, "server = \"https://mine.example\"\n");

        RegistryMirror.Configure(directory, null);

        Assert.True(File.Exists(file));
    }
}
