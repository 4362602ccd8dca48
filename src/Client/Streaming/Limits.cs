namespace Navarch.Client.Streaming;

/// <summary>Every bound of the streaming code, with its reason.</summary>
internal static class Limits
{
    /// <summary>SPDY/3.1 section 2.6.8: the window that each side starts with, for a stream and for the session.</summary>
    public const int SpdyInitialWindowBytes = 64 * 1024;

    /// <summary>
    /// Bytes that wait for one stream's reader before the connection stops reading. Twice the window, so that a peer that keeps to
    /// its window never stalls the other streams; Go's spdystream keeps no window and is held back by TCP instead.
    /// </summary>
    public const int SpdyReceiveBufferBytes = 2 * SpdyInitialWindowBytes;

    /// <summary>Largest DATA frame we send: small enough that streams of one connection share it fairly.</summary>
    public const int SpdyMaxDataFrameBytes = 16 * 1024;

    /// <summary>Output that waits for the transport before writers of data wait too.</summary>
    public const int SpdyOutputHighWaterBytes = 64 * 1024;

    /// <summary>Output at which the connection fails: reached only when a peer floods us with pings and streams and does not read.</summary>
    public const int SpdyOutputMaxBytes = 1024 * 1024;

    /// <summary>Largest control frame: a compressed header block of a handful of headers, or a SETTINGS frame.</summary>
    public const int SpdyMaxControlFrameBytes = 64 * 1024;

    /// <summary>Header fields in a block; Kubernetes sends three.</summary>
    public const int SpdyMaxHeaders = 100;

    /// <summary>Inflated size of a header block, so that a small frame can't grow without bound.</summary>
    public const int SpdyMaxHeaderBlockBytes = 64 * 1024;

    /// <summary>Streams that a peer may hold open at once. A port-forward uses two for each connection.</summary>
    public const int SpdyMaxIncomingStreams = 1000;

    /// <summary>Bytes copied at once between two connections; two such buffers live as long as the session.</summary>
    public const int RelayBufferBytes = 32 * 1024;

    /// <summary>Body of a refused upgrade that is read to say why. Upstream reads 64 KiB too.</summary>
    public const int ErrorBodyBytes = 64 * 1024;

    /// <summary>Largest message of the error channel: a Status document.</summary>
    public const int ErrorStreamBytes = 64 * 1024;
}
