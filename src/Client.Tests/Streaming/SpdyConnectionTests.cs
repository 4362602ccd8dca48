using Navarch.Client.Streaming.Spdy;

namespace Navarch.Client.Tests.Streaming;

public sealed class SpdyConnectionTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Stdout = new() { ["streamType"] = "stdout" };

    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));
    private readonly SpdyConnection _client;
    private readonly SpdyConnection _server;

    public SpdyConnectionTests()
    {
        var (left, right) = DuplexPipe.Create();
        _client = SpdyConnection.Start(left, SpdyRole.Client);
        _server = SpdyConnection.Start(right, SpdyRole.Server);
    }

    private CancellationToken Ct => _deadline.Token;

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
        _deadline.Dispose();
    }

    [Fact]
    public async Task A_stream_carries_headers_reply_data_and_both_ends()
    {
        var (ours, theirs) = await OpenAsync(Stdout);
        Assert.Equal("stdout", theirs.Headers["STREAMTYPE"]);
        await ours.WaitForReplyAsync(Ct);

        await ours.WriteAsync("ping"u8.ToArray(), Ct);
        await ours.CloseWriteAsync(Ct);
        Assert.Equal("ping", await ReadAllTextAsync(theirs));

        await theirs.WriteAsync("pong"u8.ToArray(), Ct);
        await theirs.CloseWriteAsync(Ct);
        Assert.Equal("pong", await ReadAllTextAsync(ours));
    }

    [Fact]
    public async Task Large_transfers_in_both_directions_at_once_arrive_whole()
    {
        var (ours, theirs) = await OpenAsync(Stdout);
        var (up, down) = (RandomBytes(1, 5_000_000), RandomBytes(2, 7_000_000));

        var sends = Task.WhenAll(SendAsync(ours, up), SendAsync(theirs, down));
        var receives = await Task.WhenAll(ReadAllAsync(theirs), ReadAllAsync(ours));
        await sends;

        Assert.Equal(up, receives[0]);
        Assert.Equal(down, receives[1]);
    }

    [Fact]
    public async Task Two_hundred_streams_at_once_don_t_mix()
    {
        var echo = Task.Run(async () =>
        {
            var handled = new List<Task>();
            while (handled.Count < 200 && await _server.AcceptStreamAsync(Ct) is { } stream)
            {
                stream.Reply();
                handled.Add(EchoAsync(stream));
            }
            await Task.WhenAll(handled);
        });
        await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
        {
            await using var stream = _client.OpenStream(new Dictionary<string, string> { ["requestID"] = $"{i}" });
            var data = RandomBytes(i, 20_000);
            var send = SendAsync(stream, data);
            Assert.Equal(data, await ReadAllAsync(stream));
            await send;
        }));
        await echo;
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_holds_its_writer_and_no_other_stream()
    {
        var (stuck, _) = await OpenAsync(Stdout);
        var (free, freeTheirs) = await OpenAsync(Stdout);
        await stuck.WriteAsync(new byte[32 * 1024], Ct);

        // The windows of both ends are known once an exchange has gone both ways.
        await free.WriteAsync("a"u8.ToArray(), Ct);
        await freeTheirs.WriteAsync("b"u8.ToArray(), Ct);
        await free.ReadExactlyAsync(new byte[1], Ct);

        var blocked = stuck.WriteAsync(new byte[1_000_000], Ct).AsTask();
        await free.WriteAsync("c"u8.ToArray(), Ct);
        var got = new byte[2];
        await freeTheirs.ReadExactlyAsync(got, Ct);
        Assert.Equal("ac"u8.ToArray(), got);
        Assert.False(blocked.IsCompleted);

        stuck.Reset(SpdyStatus.Cancel);
        await Assert.ThrowsAsync<SpdyException>(() => blocked);
    }

    [Fact]
    public async Task Streams_that_are_left_unread_give_the_session_s_window_back()
    {
        for (var i = 0; i < 20; i++)
        {
            var (ours, theirs) = await OpenAsync(Stdout);
            await ours.WriteAsync(new byte[40_000], Ct);
            await theirs.ReadExactlyAsync(new byte[1], Ct);
            await theirs.DisposeAsync();
            await ours.DisposeAsync();
        }
        var (last, lastTheirs) = await OpenAsync(Stdout);
        var send = SendAsync(last, new byte[300_000]);
        Assert.Equal(300_000, (await ReadAllAsync(lastTheirs)).Length);
        await send;
    }

    [Fact]
    public async Task A_reset_ends_reads_with_its_status_after_the_data_that_came_before()
    {
        var (ours, theirs) = await OpenAsync(Stdout);
        await theirs.WriteAsync("last words"u8.ToArray(), Ct);
        theirs.Reset(SpdyStatus.Cancel);

        Assert.Equal("last words", await ReadAllTextAsync(ours));
        Assert.Equal(SpdyStatus.Cancel, ours.ResetStatus);
        await Assert.ThrowsAsync<SpdyException>(() => ours.WriteAsync(new byte[1], Ct).AsTask());
    }

    [Fact]
    public async Task A_refused_stream_fails_the_wait_for_its_reply()
    {
        var stream = _client.OpenStream(Stdout);
        var theirs = await _server.AcceptStreamAsync(Ct);
        theirs!.Reset(SpdyStatus.RefusedStream);
        var error = await Assert.ThrowsAsync<SpdyException>(() => stream.WaitForReplyAsync(Ct));
        Assert.Contains("RefusedStream", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_connection_fails_open_streams_and_not_those_that_had_ended()
    {
        var (open, _) = await OpenAsync(Stdout);
        var (ended, endedTheirs) = await OpenAsync(Stdout);
        await endedTheirs.WriteAsync("all"u8.ToArray(), Ct);
        await endedTheirs.CloseWriteAsync(Ct);
        await _server.CloseAsync(Ct);

        await Assert.ThrowsAsync<SpdyException>(() => open.ReadAsync(new byte[1], Ct).AsTask());
        Assert.Equal("all", await ReadAllTextAsync(ended));
        await _client.Completion.WaitAsync(Ct);
        Assert.Throws<SpdyException>(() => _client.OpenStream(Stdout));
        Assert.Null(await _client.AcceptStreamAsync(Ct));
    }

    [Fact]
    public async Task Closing_writes_what_was_sent_before()
    {
        var (ours, theirs) = await OpenAsync(Stdout);
        var data = RandomBytes(3, 60_000);
        await ours.WriteAsync(data, Ct);
        await ours.CloseWriteAsync(Ct);
        await _client.CloseAsync(Ct);
        Assert.Equal(data, await ReadAllAsync(theirs));
        await _server.Completion.WaitAsync(Ct);
        Assert.Null(_server.Fault);
    }

    [Fact]
    public async Task More_streams_than_the_bound_are_refused()
    {
        var streams = Enumerable.Range(0, 1001).Select(_ => _client.OpenStream(Stdout)).ToList();
        await Assert.ThrowsAsync<SpdyException>(() => streams[^1].WaitForReplyAsync(Ct));
        var first = await _server.AcceptStreamAsync(Ct);
        first!.Reply();
        await streams[0].WaitForReplyAsync(Ct);
    }

    private async Task<(SpdyStream Ours, SpdyStream Theirs)> OpenAsync(Dictionary<string, string> headers)
    {
        var ours = _client.OpenStream(headers);
        var theirs = await _server.AcceptStreamAsync(Ct);
        Assert.NotNull(theirs);
        theirs.Reply();
        return (ours, theirs);
    }

    private async Task SendAsync(SpdyStream stream, byte[] data)
    {
        await stream.WriteAsync(data, Ct);
        await stream.CloseWriteAsync(Ct);
    }

    private async Task EchoAsync(SpdyStream stream)
    {
        var data = await ReadAllAsync(stream);
        await SendAsync(stream, data);
    }

    private async Task<byte[]> ReadAllAsync(SpdyStream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Ct);
        return all.ToArray();
    }

    private async Task<string> ReadAllTextAsync(SpdyStream stream) => System.Text.Encoding.UTF8.GetString(await ReadAllAsync(stream));

    private static byte[] RandomBytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
