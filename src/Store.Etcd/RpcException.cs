namespace Navarch.Store.Etcd;

/// <summary>gRPC's status codes that are told apart (https://github.com/grpc/grpc/blob/master/doc/statuscodes.md).</summary>
internal enum RpcCode
{
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    OutOfRange = 11,
    Internal = 13,
    Unavailable = 14,
}

/// <summary>A call that failed.</summary>
/// <param name="notSent">The request can't have reached etcd, so that it may be sent again whatever it was.</param>
internal sealed class RpcException(RpcCode code, string message, bool notSent = false, Exception? inner = null) : Exception(message, inner)
{
    public RpcCode Code => code;

    public bool NotSent => notSent;

    /// <summary>Another member, or this one later, may answer.</summary>
    public bool IsTransient => code is RpcCode.Unavailable or RpcCode.DeadlineExceeded or RpcCode.Unknown or RpcCode.Internal or RpcCode.Cancelled;

    public StoreException ToStoreException(long asked = 0) => code switch
    {
        RpcCode.OutOfRange when Message.Contains("compacted", StringComparison.Ordinal) => new StoreException(StoreError.Compacted, $"required revision {asked} has been compacted", this),
        RpcCode.OutOfRange => new StoreException(StoreError.FutureRevision, $"required revision {asked} is a future revision", this),
        RpcCode.NotFound => new StoreException(StoreError.LeaseNotFound, Message, this),
        RpcCode.InvalidArgument when Message.Contains("too large", StringComparison.Ordinal) => new StoreException(StoreError.TooLarge, Message, this),
        RpcCode.ResourceExhausted when Message.Contains("space", StringComparison.Ordinal) => new StoreException(StoreError.NoSpace, Message, this),
        RpcCode.ResourceExhausted => new StoreException(StoreError.Busy, Message, this),
        _ => new StoreException(StoreError.Unavailable, $"etcd: {Message}", this),
    };
}
