namespace Navarch.Client;

/// <summary>The bounds of the client, each with its reason.</summary>
public static class Limits
{
    /// <summary>The first pause after a list or watch failed.</summary>
    public static readonly TimeSpan InformerFirstBackoff = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest pause between attempts: a restarted API server is seen again within seconds, and thousands of clients don't flood it.</summary>
    public static readonly TimeSpan InformerLongestBackoff = TimeSpan.FromSeconds(5);

    /// <summary>The first delay of a key that failed (upstream's ItemExponentialFailureRateLimiter).</summary>
    public static readonly TimeSpan WorkQueueFirstDelay = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest delay of a key that fails again and again (upstream's).</summary>
    public static readonly TimeSpan WorkQueueLongestDelay = TimeSpan.FromSeconds(1000);

    /// <summary>Events that wait to be written; more are dropped, because a component must not stop for its own reports (upstream's queue length).</summary>
    public const int QueuedEvents = 1000;

    /// <summary>How many events the recorder remembers, to count repetitions instead of writing new ones (upstream's LRU size).</summary>
    public const int RememberedEvents = 4096;

    /// <summary>How many similar events (same but for the message) are written before they are combined (upstream's).</summary>
    public const int SimilarEvents = 10;

    /// <summary>In which time similar events are combined (upstream's).</summary>
    public static readonly TimeSpan SimilarEventsInterval = TimeSpan.FromMinutes(10);

    /// <summary>How many events one object may have at once from one source (upstream's spam filter).</summary>
    public const int EventBurst = 25;

    /// <summary>After how long one more event of an object is allowed (upstream's 1/300 per second).</summary>
    public static readonly TimeSpan EventRefill = TimeSpan.FromMinutes(5);

    /// <summary>How often an event's write is tried before it is dropped.</summary>
    public const int EventAttempts = 5;

    /// <summary>The longest answer that is read whole, a LIST of some 100,000 objects; a broken server must not fill the memory.</summary>
    public const int LargestAnswerBytes = 1 << 30;

    /// <summary>The longest watch event: the largest object (1.5 MB in the store) as JSON, with room for its escapes.</summary>
    public const int LargestWatchEventBytes = 16 << 20;

    /// <summary>How long a connection may take.</summary>
    public static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>After how long of silence a connection is asked whether it lives (upstream's HTTP2_READ_IDLE_TIMEOUT_SECONDS).</summary>
    public static readonly TimeSpan HttpPingDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long that answer may take (upstream's HTTP2_PING_TIMEOUT_SECONDS).</summary>
    public static readonly TimeSpan HttpPingTimeout = TimeSpan.FromSeconds(15);

    /// <summary>How long an answer may take; the server gives up after 60 s itself. Watches have no such bound.</summary>
    public static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(65);

    /// <summary>How often a request is tried that the server was too busy for (upstream's maxRetries).</summary>
    public const int RequestAttempts = 10;

    /// <summary>How old a token file's content may be before it is read again (upstream's).</summary>
    public static readonly TimeSpan TokenFileAge = TimeSpan.FromMinutes(1);
}
