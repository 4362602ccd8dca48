using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Errors;

/// <summary>
/// The outcome of a request as every client knows it: kind Status of v1. Immutable; expected outcomes are returned as this value, and thrown
/// (<see cref="ToException"/>) only across layers that do not expect them.
/// </summary>
public sealed partial class Status
{
    /// <summary>The HTTP status code.</summary>
    public int Code { get; init; }

    /// <summary>Why it failed, one of <see cref="StatusReason"/>; empty for success.</summary>
    public string Reason { get; init; } = "";

    /// <summary>What happened, for people.</summary>
    public string Message { get; init; } = "";

    /// <summary>What it is about; null when there is nothing to say.</summary>
    public StatusDetails? Details { get; init; }

    /// <summary>True for kind Status with status "Success".</summary>
    public bool IsSuccess { get; init; }

    /// <summary>The same outcome to be thrown.</summary>
    public ApiException ToException() => new(this);

    /// <summary>The document.</summary>
    public DocMap ToDocument()
    {
        var map = new DocMap(TypeSchema.Any, 8)
        {
            ["apiVersion"] = "v1",
            ["kind"] = "Status",
            ["metadata"] = new DocMap(TypeSchema.Any),
            ["status"] = IsSuccess ? "Success" : "Failure",
        };
        if (Message.Length > 0)
        {
            map["message"] = Message;
        }
        if (Reason.Length > 0)
        {
            map["reason"] = Reason;
        }
        if (Details is not null)
        {
            map["details"] = Details.ToDocument();
        }
        if (Code != 0)
        {
            map["code"] = Scalars.Box(Code);
        }
        return map;
    }

    /// <summary>Compact JSON.</summary>
    public string ToJson() => GoText.Json(ToDocument());

    /// <summary>Reads a Status document; null when the document is of another kind.</summary>
    public static Status? FromDocument(object? document)
    {
        var map = AsMap(document);
        if (map is null || map["kind"] as string != "Status" || map["apiVersion"] is not ("v1" or "meta.k8s.io/v1"))
        {
            return null;
        }
        return new Status
        {
            Code = map["code"] is long code ? (int)code : 0,
            Reason = map["reason"] as string ?? "",
            Message = map["message"] as string ?? "",
            IsSuccess = map["status"] as string == "Success",
            Details = AsMap(map["details"]) is { } details ? StatusDetails.FromDocument(details) : null,
        };
    }

    internal static DocMap? AsMap(object? value) => value switch { DocMap map => map, DocObject o => o.ToMap(), _ => null };

    /// <inheritdoc/>
    public override string ToString() => Message.Length > 0 ? Message : Reason;

    private bool Is(string reason, int code) => Reason == reason || (Code == code && !StatusReason.IsKnown(Reason));

    /// <summary>True for NotFound, or an unknown reason with code 404.</summary>
    public bool IsNotFound => Is(StatusReason.NotFound, 404);

    /// <summary>True for AlreadyExists.</summary>
    public bool IsAlreadyExists => Reason == StatusReason.AlreadyExists;

    /// <summary>True for Conflict, or an unknown reason with code 409.</summary>
    public bool IsConflict => Is(StatusReason.Conflict, 409);

    /// <summary>True for Invalid, or an unknown reason with code 422.</summary>
    public bool IsInvalid => Is(StatusReason.Invalid, 422);

    /// <summary>True for Gone, or an unknown reason with code 410.</summary>
    public bool IsGone => Is(StatusReason.Gone, 410);

    /// <summary>True for Expired: the revision was compacted, list again.</summary>
    public bool IsResourceExpired => Reason == StatusReason.Expired;

    /// <summary>True for Forbidden, or an unknown reason with code 403.</summary>
    public bool IsForbidden => Is(StatusReason.Forbidden, 403);

    /// <summary>True for Unauthorized, or an unknown reason with code 401.</summary>
    public bool IsUnauthorized => Is(StatusReason.Unauthorized, 401);

    /// <summary>True for BadRequest, or an unknown reason with code 400.</summary>
    public bool IsBadRequest => Is(StatusReason.BadRequest, 400);

    /// <summary>True for Timeout, or an unknown reason with code 504.</summary>
    public bool IsTimeout => Is(StatusReason.Timeout, 504);

    /// <summary>True for ServerTimeout.</summary>
    public bool IsServerTimeout => Reason == StatusReason.ServerTimeout;

    /// <summary>True for InternalError, or an unknown reason with code 500.</summary>
    public bool IsInternalError => Is(StatusReason.InternalError, 500);

    /// <summary>True for TooManyRequests or code 429.</summary>
    public bool IsTooManyRequests => Reason == StatusReason.TooManyRequests || Code == 429;

    /// <summary>True for MethodNotAllowed, or an unknown reason with code 405.</summary>
    public bool IsMethodNotSupported => Is(StatusReason.MethodNotAllowed, 405);

    /// <summary>True for ServiceUnavailable, or an unknown reason with code 503.</summary>
    public bool IsServiceUnavailable => Is(StatusReason.ServiceUnavailable, 503);

    /// <summary>True when a cause of that reason is given.</summary>
    public bool HasCause(string reason) => Details?.Causes.Any(cause => cause.Reason == reason) ?? false;
}

/// <summary>What a Status is about.</summary>
public sealed class StatusDetails
{
    /// <summary>The object's name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The resource's group.</summary>
    public string Group { get; init; } = "";

    /// <summary>The resource (for Invalid: the kind).</summary>
    public string Kind { get; init; } = "";

    /// <summary>The object's uid.</summary>
    public string Uid { get; init; } = "";

    /// <summary>The single errors.</summary>
    public IReadOnlyList<StatusCause> Causes { get; init; } = [];

    /// <summary>When to try again, in seconds; 0 when nothing is said.</summary>
    public int RetryAfterSeconds { get; init; }

    internal DocMap ToDocument()
    {
        var map = new DocMap(TypeSchema.Any);
        SetText(map, "name", Name);
        SetText(map, "group", Group);
        SetText(map, "kind", Kind);
        SetText(map, "uid", Uid);
        if (Causes.Count > 0)
        {
            var causes = new DocList(TypeSchema.Any, Causes.Count);
            foreach (var cause in Causes)
            {
                var entry = new DocMap(TypeSchema.Any);
                SetText(entry, "reason", cause.Reason);
                SetText(entry, "message", cause.Message);
                SetText(entry, "field", cause.Field);
                causes.Add(entry);
            }
            map["causes"] = causes;
        }
        if (RetryAfterSeconds != 0)
        {
            map["retryAfterSeconds"] = Scalars.Box(RetryAfterSeconds);
        }
        return map;
    }

    private static void SetText(DocMap map, string key, string value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            map[key] = value;
        }
    }

    internal static StatusDetails FromDocument(DocMap map)
    {
        var causes = new List<StatusCause>();
        foreach (var item in (IEnumerable<object?>?)(map["causes"] as DocList) ?? [])
        {
            if (Status.AsMap(item) is { } cause)
            {
                causes.Add(new StatusCause(cause["reason"] as string ?? "", cause["message"] as string ?? "", cause["field"] as string ?? ""));
            }
        }
        return new StatusDetails
        {
            Name = map["name"] as string ?? "",
            Group = map["group"] as string ?? "",
            Kind = map["kind"] as string ?? "",
            Uid = map["uid"] as string ?? "",
            Causes = causes,
            RetryAfterSeconds = map["retryAfterSeconds"] is long seconds ? (int)seconds : 0,
        };
    }
}

/// <summary>One of the errors of a Status.</summary>
/// <param name="Reason">The machine-readable reason.</param>
/// <param name="Message">For people.</param>
/// <param name="Field">The field's path; may be empty.</param>
public sealed record StatusCause(string Reason, string Message, string Field = "");

/// <summary>A request that failed with a <see cref="Errors.Status"/>.</summary>
public sealed class ApiException : Exception
{
    /// <summary>A failure of that status.</summary>
    public ApiException(Status status) : base(status.Message) => Status = status;

    /// <summary>A failure of that status that another exception caused.</summary>
    public ApiException(Status status, Exception cause) : base(status.Message, cause) => Status = status;

    /// <summary>What the server said.</summary>
    public Status Status { get; }

    /// <summary>The machine-readable reason.</summary>
    public string Reason => Status.Reason;

    /// <summary>The HTTP status code.</summary>
    public int Code => Status.Code;

    /// <inheritdoc cref="Status.IsNotFound"/>
    public bool IsNotFound => Status.IsNotFound;

    /// <inheritdoc cref="Status.IsAlreadyExists"/>
    public bool IsAlreadyExists => Status.IsAlreadyExists;

    /// <inheritdoc cref="Status.IsConflict"/>
    public bool IsConflict => Status.IsConflict;

    /// <inheritdoc cref="Status.IsResourceExpired"/>
    public bool IsResourceExpired => Status.IsResourceExpired;

    /// <inheritdoc cref="Status.IsInvalid"/>
    public bool IsInvalid => Status.IsInvalid;

    /// <inheritdoc cref="Status.IsForbidden"/>
    public bool IsForbidden => Status.IsForbidden;

    /// <inheritdoc cref="Status.IsTooManyRequests"/>
    public bool IsTooManyRequests => Status.IsTooManyRequests;
}
