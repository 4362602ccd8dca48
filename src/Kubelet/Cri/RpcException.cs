namespace Navarch.Kubelet.Cri;

/// <summary>gRPC status codes that the kubelet tells apart (https://github.com/grpc/grpc/blob/master/doc/statuscodes.md).</summary>
public enum RpcCode
{
    Ok = 0,
    Cancelled = 1,
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5,
    AlreadyExists = 6,
    FailedPrecondition = 9,
    Unimplemented = 12,
    Internal = 13,
    Unavailable = 14,
}

/// <summary>
/// A call that the runtime refused or that never reached it. <see cref="RpcCode.Unavailable"/> means that the runtime could not be
/// reached and the call may be tried again; everything else is the runtime's own answer.
/// </summary>
public sealed class RpcException(RpcCode code, string detail, Exception? inner = null) : Exception(detail, inner)
{
    public RpcCode Code { get; } = code;

    /// <summary>The text that upstream's kubelet puts into events and statuses: its gRPC client's rendering of the error.</summary>
    public string Text => $"rpc error: code = {Code} desc = {Message}";
}
