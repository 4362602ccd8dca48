using System.Text;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Volumes;

namespace Navarch.Kubelet.Tests.Volumes;

public sealed class AtomicWriterTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("kubelet-volume").FullName;

    [Fact]
    public void Files_are_seen_through_links_and_change_all_at_once()
    {
        Assert.True(Write(("a", "1"), ("sub/b", "2")));
        Assert.Equal("1", Read("a"));
        Assert.Equal("2", Read("sub/b"));
        var first = new FileInfo(Path.Combine(directory, "..data")).LinkTarget;
        Assert.Equal(Path.Combine("..data", "a"), new FileInfo(Path.Combine(directory, "a")).LinkTarget);

        Assert.True(Write(("a", "3"), ("c", "4")));
        Assert.Equal("3", Read("a"));
        Assert.Equal("4", Read("c"));
        Assert.False(Path.Exists(Path.Combine(directory, "sub")));
        Assert.NotEqual(first, new FileInfo(Path.Combine(directory, "..data")).LinkTarget);
        Assert.Single(Directory.GetDirectories(directory, "..20*"));
    }

    [Fact]
    public void The_same_files_are_not_written_again()
    {
        Write(("a", "1"));
        Assert.False(Write(("a", "1")));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("..x")]
    [InlineData("a/../b")]
    public void A_path_that_would_leave_the_volume_is_refused(string path) => Assert.Throws<VolumeException>(() => Write((path, "1")));

    [Fact]
    public void A_file_has_the_mode_it_was_given()
    {
        new AtomicWriter(directory, TimeProvider.System).Write(
            new Dictionary<string, ProjectedFile> { ["k"] = new([1], UnixFileMode.UserRead) }, null);
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(Path.Combine(directory, "..data", "k")));
    }

    [Fact]
    public void A_sub_path_is_made_inside_its_volume()
    {
        Assert.Equal(Path.Combine(directory, "x/y"), SubPath.Resolve(directory, "x/y"));
        Assert.True(Directory.Exists(Path.Combine(directory, "x/y")));
    }

    [Fact]
    public void A_sub_path_never_leaves_its_volume_by_a_link()
    {
        File.CreateSymbolicLink(Path.Combine(directory, "inner"), "/etc");
        File.CreateSymbolicLink(Path.Combine(directory, "outer"), "inner/ssl");
        Assert.Throws<ContainerConfigException>(() => SubPath.Resolve(directory, "inner"));
        Assert.Throws<ContainerConfigException>(() => SubPath.Resolve(directory, "outer"));
        Assert.Throws<ContainerConfigException>(() => SubPath.Resolve(directory, "a/../../b"));
    }

    [Fact]
    public void A_key_of_a_config_map_volume_can_be_a_sub_path()
    {
        Write(("k", "1"));
        Assert.Equal("1", File.ReadAllText(SubPath.Resolve(directory, "k")));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private bool Write(params (string Path, string Text)[] files) => new AtomicWriter(directory, TimeProvider.System).Write(
        files.ToDictionary(f => f.Path, f => new ProjectedFile(Encoding.UTF8.GetBytes(f.Text), (UnixFileMode)0b110_100_100)), null);

    private string Read(string path) => File.ReadAllText(Path.Combine(directory, path));
}
