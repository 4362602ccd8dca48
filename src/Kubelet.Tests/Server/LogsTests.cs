using System.Text;
using Navarch.Kubelet.Server;

namespace Navarch.Kubelet.Tests.Server;

public sealed class LogsTests : IDisposable
{
    private readonly string file = Path.GetTempFileName();

    [Theory]
    [InlineData(null, "one\ntwo\nthree\n")]
    [InlineData(2L, "two\nthree\n")]
    [InlineData(0L, "")]
    [InlineData(99L, "one\ntwo\nthree\n")]
    public async Task The_last_lines_can_be_asked_for(long? tail, string expected)
    {
        Write("2026-03-01T12:00:00.1Z stdout F one", "2026-03-01T12:00:01.1Z stderr F two", "2026-03-01T12:00:02.1Z stdout F three");
        Assert.Equal(expected, await ReadAsync(new LogOptions { TailLines = tail }));
    }

    [Fact]
    public async Task Times_a_beginning_a_stream_and_a_limit_can_be_asked_for()
    {
        Write("2026-03-01T12:00:00.1Z stdout F one", "2026-03-01T12:00:01.1Z stderr F two", "2026-03-01T12:00:02.1Z stdout F three");
        Assert.Equal("2026-03-01T12:00:02.1Z three\n", await ReadAsync(new LogOptions { Timestamps = true, Since = Build.Now.AddSeconds(2) }));
        Assert.Equal("two\n", await ReadAsync(new LogOptions { Stream = "Stderr" }));
        Assert.Equal("one\ntw", await ReadAsync(new LogOptions { LimitBytes = 6 }));
    }

    [Fact]
    public async Task Partial_lines_are_joined()
    {
        Write("2026-03-01T12:00:00.1Z stdout P one ", "2026-03-01T12:00:00.2Z stdout F line", "2026-03-01T12:00:00.3Z stdout F ");
        Assert.Equal("one line\n\n", await ReadAsync(new LogOptions()));
    }

    [Fact]
    public async Task A_line_that_is_not_whole_yet_waits()
    {
        await File.WriteAllTextAsync(file, "2026-03-01T12:00:00.1Z stdout F one\n2026-03-01T12:00:00.2Z std");
        using var reader = LogReader.Open(file, null)!;
        Assert.NotNull(await reader.ReadLineAsync(default));
        Assert.Null(await reader.ReadLineAsync(default));
        await File.AppendAllTextAsync(file, "out F two\n");
        Assert.Equal("2026-03-01T12:00:00.2Z stdout F two", Encoding.UTF8.GetString((await reader.ReadLineAsync(default))!.Value.Span));
    }

    public void Dispose() => File.Delete(file);

    private void Write(params string[] lines) => File.WriteAllText(file, string.Concat(lines.Select(l => l + "\n")));

    private async Task<string> ReadAsync(LogOptions options)
    {
        using var output = new MemoryStream();
        var writer = new LogWriter(output, options);
        using var reader = LogReader.Open(file, options.TailLines)!;
        while (await reader.ReadLineAsync(default) is { } line && await writer.WriteAsync(line, default))
        {
        }

        await writer.FlushAsync(default);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
