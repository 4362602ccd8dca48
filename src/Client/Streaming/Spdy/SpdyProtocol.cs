namespace Navarch.Client.Streaming.Spdy;

/// <summary>Control frame types of SPDY/3.1, section 2.6.</summary>
internal enum SpdyFrameType : ushort
{
    SynStream = 1,
    SynReply = 2,
    RstStream = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    Headers = 8,
    WindowUpdate = 9,
}

/// <summary>Status codes of RST_STREAM, SPDY/3.1 section 2.6.3.</summary>
public enum SpdyStatus
{
    ProtocolError = 1,
    InvalidStream = 2,
    RefusedStream = 3,
    UnsupportedVersion = 4,
    Cancel = 5,
    InternalError = 6,
    FlowControlError = 7,
    StreamInUse = 8,
    StreamAlreadyClosed = 9,
    FrameTooLarge = 11,
}

/// <summary>Which end of the connection we are: clients number their streams odd, servers even.</summary>
public enum SpdyRole
{
    Client,
    Server,
}

internal static class SpdyFlags
{
    public const byte Fin = 0x01;
    public const byte Unidirectional = 0x02;
}

/// <summary>The peer broke the protocol, or the connection ended under its streams. The connection can't be used again.</summary>
public sealed class SpdyException(string message, Exception? inner = null) : IOException(message, inner);
