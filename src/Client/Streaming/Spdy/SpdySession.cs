using System.Threading.Channels;

namespace Navarch.Client.Streaming.Spdy;

/// <summary>
/// The state of a SPDY connection: its streams, their windows, and what is to be written. Synchronous, under one lock;
/// <see cref="SpdyConnection"/> is the shell that reads, waits and writes.
/// </summary>
internal sealed class SpdySession
{
    /// <summary>SETTINGS_INITIAL_WINDOW_SIZE, section 2.6.4.</summary>
    private const uint InitialWindowSetting = 7;

    private readonly SpdyConnection _connection;
    private readonly SpdyRole _role;
    private readonly SpdyOutput _output;
    private readonly SpdyHeaderEncoder _encoder;
    private readonly Dictionary<uint, SpdyStream> _streams = [];
    private readonly Channel<SpdyStream> _incoming = Channel.CreateBounded<SpdyStream>(Limits.SpdyMaxIncomingStreams);
    private TaskCompletionSource _progress = NewSignal();
    private uint _nextId;
    private uint _lastIncomingId;
    private int _incomingOpen;
    private long _sendWindow = Limits.SpdyInitialWindowBytes;
    private long _initialSendWindow = Limits.SpdyInitialWindowBytes;
    private long _receiveWindow = Limits.SpdyInitialWindowBytes;
    private int _unacknowledged;
    private bool _peerKeepsWindows;
    private bool _peerIgnoresWindows;
    private bool _goneAway;
    private bool _closing;
    private Exception? _fault;
    private Exception? _writeFault;

    public SpdySession(SpdyConnection connection, SpdyRole role, SpdyOutput output, SpdyHeaderEncoder encoder)
    {
        _connection = connection;
        _role = role;
        _output = output;
        _encoder = encoder;
        _nextId = role == SpdyRole.Client ? 1u : 2u;
        _output.AppendSettings(InitialWindowSetting, Limits.SpdyInitialWindowBytes);
    }

    public Lock Gate { get; } = new();

    public ChannelReader<SpdyStream> Incoming => _incoming.Reader;

    public Exception? Fault
    {
        get { lock (Gate) { return _fault; } }
    }

    private bool Acknowledges => !_closing && (_peerKeepsWindows || !_peerIgnoresWindows);

    public SpdyStream OpenStream(IReadOnlyDictionary<string, string> headers)
    {
        lock (Gate)
        {
            ThrowIfEnded();
            if (_goneAway || _nextId > int.MaxValue)
            {
                throw new SpdyException("the SPDY connection takes no more streams");
            }
            var stream = new SpdyStream(_connection, _nextId, headers) { SendWindow = _initialSendWindow };
            _nextId += 2;
            _streams.Add(stream.Id, stream);
            _output.AppendSynStream(stream.Id, 0, _encoder.Encode(headers));
            return stream;
        }
    }

    /// <summary>Takes as much of the data as may be sent now; if nothing, the task ends when it is worth another try.</summary>
    public (int Sent, Task Retry) TryWrite(SpdyStream stream, ReadOnlySpan<byte> data)
    {
        lock (Gate)
        {
            ThrowIfCantWrite(stream);
            var count = Math.Min(data.Length, Limits.SpdyMaxDataFrameBytes);
            if (_peerKeepsWindows)
            {
                count = (int)Math.Min(count, Math.Min(stream.SendWindow, _sendWindow));
            }
            if (count <= 0 || !_output.HasSpace)
            {
                return (0, _progress.Task);
            }
            _output.AppendData(stream.Id, 0, data[..count]);
            stream.SendWindow -= count;
            _sendWindow -= count;
            return (count, Task.CompletedTask);
        }
    }

    /// <summary>Sends FIN; null when done or no longer needed, else a task after which to try again.</summary>
    public Task? TryCloseWrite(SpdyStream stream)
    {
        lock (Gate)
        {
            if (stream.LocalClosed || _closing || _writeFault is not null)
            {
                return null;
            }
            if (!_output.HasSpace)
            {
                return _progress.Task;
            }
            _output.AppendData(stream.Id, SpdyFlags.Fin, []);
            stream.LocalClosed = true;
            ForgetIfClosed(stream);
            return null;
        }
    }

    /// <summary>The last frame that we send is a GOAWAY.</summary>
    public void Close()
    {
        lock (Gate)
        {
            if (!_closing)
            {
                _closing = true;
                _output.AppendControl(SpdyFrameType.GoAway, _lastIncomingId, 0);
                _output.Complete();
                Wake();
            }
        }
    }

    /// <summary>From now on the end of the transport is no fault.</summary>
    public void Cut()
    {
        lock (Gate)
        {
            _closing = true;
        }
    }

    /// <summary>The transport takes no more. What the peer sent before it closed may still wait to be read, so reading goes on to its own end.</summary>
    public void FailWriting(Exception error)
    {
        lock (Gate)
        {
            _writeFault = error;
            _output.Abandon();
            Wake();
        }
    }

    /// <summary>The connection is over: every stream that is open ends with it.</summary>
    public void End(Exception? error)
    {
        lock (Gate)
        {
            _fault ??= _closing ? null : error;
            _closing = true;
            foreach (var stream in _streams.Values.ToArray())
            {
                if (!stream.RemoteClosed)
                {
                    stream.Fault = error ?? new SpdyException("the peer closed the connection");
                }
                EndStream(stream);
            }
            _output.Complete();
            Wake();
        }
        _incoming.Writer.TryComplete();
    }

    public void Reply(SpdyStream stream)
    {
        lock (Gate)
        {
            if (_fault is null && !_closing && !stream.Replied && !stream.LocalClosed)
            {
                stream.Replied = true;
                _output.AppendSynReply(stream.Id, 0, _encoder.Encode(new Dictionary<string, string>()));
            }
        }
    }

    public void Reset(SpdyStream stream, SpdyStatus status)
    {
        lock (Gate)
        {
            if (_streams.ContainsKey(stream.Id) && _fault is null && !_closing)
            {
                _output.AppendControl(SpdyFrameType.RstStream, stream.Id, (uint)status);
            }
            EndStream(stream);
        }
    }

    /// <summary>The stream's user is done with it. False if it was already.</summary>
    public bool Abandon(SpdyStream stream)
    {
        lock (Gate)
        {
            if (stream.ReaderGone)
            {
                return false;
            }
            stream.ReaderGone = true;
        }
        Reset(stream, SpdyStatus.Cancel);
        return true;
    }

    /// <summary>Bytes have left the stream's buffer: the peer may send as many again.</summary>
    public void Consumed(SpdyStream stream, int count)
    {
        lock (Gate)
        {
            stream.Unacknowledged += count;
            if (stream.Unacknowledged >= Limits.SpdyInitialWindowBytes / 2 && !stream.RemoteClosed && Acknowledges)
            {
                _output.AppendControl(SpdyFrameType.WindowUpdate, stream.Id, (uint)stream.Unacknowledged);
                stream.ReceiveWindow += stream.Unacknowledged;
                stream.Unacknowledged = 0;
            }
        }
    }

    /// <summary>Counts a DATA frame against the windows and finds who gets it; null if it is to be dropped.</summary>
    public SpdyStream? BeginData(SpdyFrameHeader header)
    {
        lock (Gate)
        {
            _receiveWindow -= header.Length;
            _peerIgnoresWindows |= _receiveWindow < 0;
            // Each stream's buffer has its own bound, so that the session's window never makes one stream wait for another's reader.
            AcknowledgeSession(header.Length);
            if (!_streams.TryGetValue(header.StreamId, out var stream) || stream.RemoteClosed || stream.ReaderGone)
            {
                // Data that crossed our reset is dropped.
                if (!WasOpened(header.StreamId))
                {
                    _output.AppendControl(SpdyFrameType.RstStream, header.StreamId, (uint)SpdyStatus.InvalidStream);
                }
                ThrowIfOverrun();
                return null;
            }
            stream.ReceiveWindow -= header.Length;
            _peerIgnoresWindows |= stream.ReceiveWindow < 0;
            stream.Receiving = true;
            return stream;
        }
    }

    /// <summary>The frame's payload has been moved; the buffer is ours again.</summary>
    public void EndData(SpdyStream stream, bool fin)
    {
        lock (Gate)
        {
            stream.Receiving = false;
            if (stream.RemoteClosed)
            {
                stream.Received.Complete();
            }
            else if (fin)
            {
                EndReceiving(stream);
                ForgetIfClosed(stream);
            }
        }
    }

    public void OnControl(SpdyFrameHeader header, ReadOnlySpan<byte> payload, SpdyHeaderDecoder decoder)
    {
        var frame = new SpdyControlFrame(header, payload);
        lock (Gate)
        {
            switch (header.Type)
            {
                case SpdyFrameType.SynStream:
                    OnSynStream(frame, decoder.Decode(frame.Tail(10)));
                    break;
                case SpdyFrameType.SynReply:
                    OnSynReply(frame, decoder.Decode(frame.Tail(4)));
                    break;
                case SpdyFrameType.Headers:
                    // Nothing in Kubernetes uses the fields, but they move the compression's state.
                    decoder.Decode(frame.Tail(4));
                    EndOnFin(frame);
                    break;
                case SpdyFrameType.RstStream:
                    OnRstStream(frame);
                    break;
                case SpdyFrameType.Settings:
                    OnSettings(frame);
                    break;
                case SpdyFrameType.Ping:
                    // We send no pings, so that every ping is the peer's and goes back as it came.
                    _output.AppendControl(SpdyFrameType.Ping, frame.UInt(0));
                    break;
                case SpdyFrameType.GoAway:
                    _goneAway = true;
                    break;
                case SpdyFrameType.WindowUpdate:
                    OnWindowUpdate(frame);
                    break;
                default:
                    // Section 2.2.1: unknown control frames are ignored.
                    break;
            }
            ThrowIfOverrun();
        }
    }

    private void OnSynStream(SpdyControlFrame frame, Dictionary<string, string> headers)
    {
        var id = frame.StreamId;
        if (id == 0 || !IsIncoming(id) || id <= _lastIncomingId)
        {
            throw new SpdyException($"SYN_STREAM with stream {id} out of order");
        }
        _lastIncomingId = id;
        if (_closing)
        {
            return;
        }
        var stream = new SpdyStream(_connection, id, headers) { SendWindow = _initialSendWindow };
        if (_incomingOpen >= Limits.SpdyMaxIncomingStreams || !_incoming.Writer.TryWrite(stream))
        {
            _output.AppendControl(SpdyFrameType.RstStream, id, (uint)SpdyStatus.RefusedStream);
            return;
        }
        _incomingOpen++;
        _streams.Add(id, stream);
        stream.LocalClosed = (frame.Header.Flags & SpdyFlags.Unidirectional) != 0;
        EndOnFin(frame);
    }

    private void OnSynReply(SpdyControlFrame frame, Dictionary<string, string> headers)
    {
        if (!_streams.TryGetValue(frame.StreamId, out var stream))
        {
            return;
        }
        if (IsIncoming(stream.Id) || stream.Replied)
        {
            _output.AppendControl(SpdyFrameType.RstStream, stream.Id, (uint)SpdyStatus.StreamInUse);
            EndStream(stream);
            return;
        }
        stream.Replied = true;
        stream.OnReply(headers);
        EndOnFin(frame);
    }

    private void OnRstStream(SpdyControlFrame frame)
    {
        if (_streams.TryGetValue(frame.StreamId, out var stream))
        {
            stream.ResetStatus = (SpdyStatus)frame.UInt(4);
            EndStream(stream);
        }
    }

    private void OnSettings(SpdyControlFrame frame)
    {
        _peerKeepsWindows = true;
        for (var (i, count) = (0u, frame.UInt(0)); i < count; i++)
        {
            var offset = 4 + ((int)i * 8);
            var (id, value) = (frame.UInt(offset) & 0xffffff, frame.UInt(offset + 4));
            if (id == InitialWindowSetting)
            {
                var change = (value & int.MaxValue) - _initialSendWindow;
                _initialSendWindow += change;
                foreach (var stream in _streams.Values)
                {
                    stream.SendWindow += change;
                }
            }
        }
        Wake();
    }

    private void OnWindowUpdate(SpdyControlFrame frame)
    {
        _peerKeepsWindows = true;
        var delta = frame.UInt(4) & int.MaxValue;
        if (frame.StreamId == 0)
        {
            _sendWindow += delta;
            if (_sendWindow > int.MaxValue)
            {
                throw new SpdyException("the session's window grew beyond its maximum");
            }
        }
        else if (_streams.TryGetValue(frame.StreamId, out var stream))
        {
            stream.SendWindow += delta;
            if (stream.SendWindow > int.MaxValue)
            {
                _output.AppendControl(SpdyFrameType.RstStream, stream.Id, (uint)SpdyStatus.FlowControlError);
                EndStream(stream);
            }
        }
        Wake();
    }

    private void EndOnFin(SpdyControlFrame frame)
    {
        if ((frame.Header.Flags & SpdyFlags.Fin) != 0 && _streams.TryGetValue(frame.StreamId, out var stream))
        {
            EndReceiving(stream);
            ForgetIfClosed(stream);
        }
    }

    private static void EndReceiving(SpdyStream stream)
    {
        if (!stream.RemoteClosed)
        {
            stream.RemoteClosed = true;
            if (stream.Receiving)
            {
                // The reading loop is filling the buffer: it completes it when it sees this.
                stream.Received.CancelPendingFlush();
            }
            else
            {
                stream.Received.Complete();
            }
        }
    }

    private void EndStream(SpdyStream stream)
    {
        EndReceiving(stream);
        stream.LocalClosed = true;
        stream.OnRefused(_fault is null
            ? new SpdyException($"stream {stream.Id} was reset ({stream.ResetStatus?.ToString() ?? "by us"})")
            : new SpdyException("the SPDY connection ended", _fault));
        ForgetIfClosed(stream);
        Wake();
    }

    private void ForgetIfClosed(SpdyStream stream)
    {
        if (stream is { LocalClosed: true, RemoteClosed: true } && _streams.Remove(stream.Id) && IsIncoming(stream.Id))
        {
            _incomingOpen--;
        }
    }

    private void AcknowledgeSession(int count)
    {
        _unacknowledged += count;
        if (_unacknowledged >= Limits.SpdyInitialWindowBytes / 2 && Acknowledges)
        {
            _output.AppendControl(SpdyFrameType.WindowUpdate, 0, (uint)_unacknowledged);
            _receiveWindow += _unacknowledged;
            _unacknowledged = 0;
        }
    }

    private bool IsIncoming(uint id) => (id % 2 == 1) == (_role == SpdyRole.Server);

    private bool WasOpened(uint id) => IsIncoming(id) ? id <= _lastIncomingId : id < _nextId;

    /// <summary>Lets every waiting writer look again: space, a window, or the end.</summary>
    public void Wake()
    {
        var signal = _progress;
        _progress = NewSignal();
        signal.SetResult();
    }

    private void ThrowIfOverrun()
    {
        if (_output.IsOverrun)
        {
            throw new SpdyException("the peer does not read what it asks for");
        }
    }

    private void ThrowIfEnded()
    {
        if (_fault is not null || _closing || _writeFault is not null)
        {
            throw new SpdyException("the SPDY connection has ended", _fault ?? _writeFault);
        }
    }

    private void ThrowIfCantWrite(SpdyStream stream)
    {
        ThrowIfEnded();
        if (stream.LocalClosed)
        {
            throw new SpdyException($"stream {stream.Id} is closed for writing");
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
