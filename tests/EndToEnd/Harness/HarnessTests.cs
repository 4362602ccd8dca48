namespace Navarch.EndToEnd.Harness;

/// <summary>The means by which the story is told must be right themselves; these need no cluster.</summary>
public sealed class HarnessTests
{
    [Theory]
    [InlineData("get pods -o wide", new[] { "get", "pods", "-o", "wide" })]
    [InlineData("exec redis -- bash -c 'echo a; echo b'", new[] { "exec", "redis", "--", "bash", "-c", "echo a; echo b" })]
    [InlineData("get pod -o 'jsonpath={.a} {.b}'", new[] { "get", "pod", "-o", "jsonpath={.a} {.b}" })]
    public void A_line_is_split_as_a_shell_would(string line, string[] words) => Assert.Equal(words, Kubectl.Split(line));

    [Fact]
    public async Task A_command_gives_its_output_and_its_exit_code()
    {
        var result = await Command.RunAsync("sh", ["-c", "cat; echo err >&2; exit 3"], input: "in\n");
        Assert.Equal(3, result.ExitCode);
        Assert.Equal("in\n", result.Output);
        Assert.Contains("err\n", result.Transcript, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_ends_early_says_what_it_printed()
    {
        await using var command = RunningCommand.Start("sh", ["-c", "echo only this"]);
        var error = await Assert.ThrowsAsync<StoryException>(() => command.ExpectAsync("something else"));
        Assert.Contains("only this", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_terminal_echoes_and_can_be_resized()
    {
        await using var terminal = await Terminal.OpenAsync(["bash", "--norc", "-i"], new Dictionary<string, string> { ["PS1"] = "ready> " });
        await terminal.ExpectAsync("ready> ");
        await terminal.TypeAsync("stty size");
        await terminal.ExpectAsync("24 80");
        await terminal.ResizeAsync(50, 132);
        await terminal.TypeAsync("stty size");
        await terminal.ExpectAsync("50 132");
        await terminal.TypeAsync("exit 7");
        Assert.Equal(7, await terminal.ExitAsync());
    }

    [Fact]
    public async Task The_local_registry_serves_the_packed_images()
    {
        using var http = new HttpClient();
        var catalog = await http.GetStringAsync(new Uri(await LocalRegistry.UrlAsync() + "/v2/_catalog"));
        Assert.Equal("""{"repositories":["library/busybox","library/memcached","library/nginx","library/redis","pause"]}""", catalog.Trim());
    }
}
