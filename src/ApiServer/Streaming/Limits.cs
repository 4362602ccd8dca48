namespace Navarch.ApiServer.Streaming;

/// <summary>Every bound of the API server's streaming, with its reason.</summary>
internal static class Limits
{
    /// <summary>Bytes of a session that are copied at once.</summary>
    public const int CopyBufferBytes = 32 * 1024;

    /// <summary>The message of a remote command's error stream: a Status document.</summary>
    public const int ErrorStreamBytes = 64 * 1024;

    /// <summary>A resize message is two numbers; what is longer is no resize.</summary>
    public const int ControlMessageBytes = 4 * 1024;

    /// <summary>An HTML page that is rewritten is held in memory; a longer one passes as it is.</summary>
    public const int RewrittenPageBytes = 4 * 1024 * 1024;

    /// <summary>How long a client may take to answer our Close before the connection is cut.</summary>
    public static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Connecting to a kubelet or pod; upstream's dialer waits 30 s.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);
}
