using System.Globalization;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Errors;

// The outcomes that upstream makes, with its texts: clients match on some of them.
public sealed partial class Status
{
    /// <summary>What Conflict says of a stale resourceVersion.</summary>
    public const string ObjectModifiedMessage =
        "the object has been modified; please apply your changes to the latest version and try again";

    private static Status Failure(int code, string reason, string message, StatusDetails? details = null) =>
        new() { Code = code, Reason = reason, Message = message, Details = details };

    private static StatusDetails About(GroupResource resource, string name = "") =>
        new() { Group = resource.Group ?? "", Kind = resource.Resource ?? "", Name = name };

    /// <summary>Success, with what was done to whom.</summary>
    public static Status Success(StatusDetails? details = null) => new() { IsSuccess = true, Details = details };

    /// <summary>404: pods "x" not found.</summary>
    public static Status NotFound(GroupResource resource, string name) =>
        Failure(404, StatusReason.NotFound, $"{resource} {GoText.Quote(name)} not found", About(resource, name));

    /// <summary>404 of a path that nothing serves.</summary>
    public static Status ResourceNotFound() =>
        Failure(404, StatusReason.NotFound, "the server could not find the requested resource", new StatusDetails());

    /// <summary>409: pods "x" already exists.</summary>
    public static Status AlreadyExists(GroupResource resource, string name) =>
        Failure(409, StatusReason.AlreadyExists, $"{resource} {GoText.Quote(name)} already exists", About(resource, name));

    /// <summary>409 when no free name could be generated.</summary>
    public static Status GenerateNameConflict(GroupResource resource, string name, int retryAfterSeconds) =>
        Failure(409, StatusReason.AlreadyExists, $"{resource} {GoText.Quote(name)} already exists, the server was not able to generate a unique name for the object",
            new StatusDetails { Group = resource.Group ?? "", Kind = resource.Resource ?? "", Name = name, RetryAfterSeconds = retryAfterSeconds });

    /// <summary>401.</summary>
    public static Status Unauthorized(string message = "Unauthorized") => Failure(401, StatusReason.Unauthorized, message);

    /// <summary>403: pods "x" is forbidden: why.</summary>
    public static Status Forbidden(GroupResource resource, string name, string why, params IReadOnlyList<StatusCause> causes)
    {
        var message = resource.IsEmpty ? $"forbidden: {why}"
            : string.IsNullOrEmpty(name) ? $"{resource} is forbidden: {why}"
            : $"{resource} {GoText.Quote(name)} is forbidden: {why}";
        return Failure(403, StatusReason.Forbidden, message,
            new StatusDetails { Group = resource.Group ?? "", Kind = resource.Resource ?? "", Name = name ?? "", Causes = causes });
    }

    /// <summary>409: Operation cannot be fulfilled on pods "x": why.</summary>
    public static Status Conflict(GroupResource resource, string name, string why = ObjectModifiedMessage) =>
        Failure(409, StatusReason.Conflict, $"Operation cannot be fulfilled on {resource} {GoText.Quote(name)}: {why}", About(resource, name));

    /// <summary>409 of a server-side apply.</summary>
    public static Status ApplyConflict(IReadOnlyList<StatusCause> causes, string message) =>
        Failure(409, StatusReason.Conflict, message, new StatusDetails { Causes = causes });

    /// <summary>410 of something that is gone.</summary>
    public static Status Gone(string message) => Failure(410, StatusReason.Gone, message);

    /// <summary>410 of a revision that was compacted.</summary>
    public static Status ResourceExpired(string message) => Failure(410, StatusReason.Expired, message);

    /// <summary>422: Pod "x" is invalid: errors.</summary>
    public static Status Invalid(GroupKind kind, string name, FieldErrorList errors)
    {
        var causes = new StatusCause[errors.Count];
        for (var i = 0; i < causes.Length; i++)
        {
            causes[i] = new StatusCause(errors[i].Reason, errors[i].Body, errors[i].Field);
        }
        var message = $"{kind} {GoText.Quote(name)} is invalid";
        return Failure(422, StatusReason.Invalid, errors.Count == 0 ? message : $"{message}: {errors.ToAggregate()}",
            new StatusDetails { Group = kind.Group ?? "", Kind = kind.Kind ?? "", Name = name, Causes = causes });
    }

    /// <summary>422 of a single error.</summary>
    public static Status Invalid(GroupKind kind, string name, FieldError error)
    {
        var errors = new FieldErrorList();
        errors.Add(error);
        return Invalid(kind, name, errors);
    }

    /// <summary>400.</summary>
    public static Status BadRequest(string message) => Failure(400, StatusReason.BadRequest, message);

    /// <summary>429, to be tried again after a delay.</summary>
    public static Status TooManyRequests(string message, int retryAfterSeconds) =>
        Failure(429, StatusReason.TooManyRequests, message, new StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    /// <summary>429 of the server as a whole.</summary>
    public static Status TooManyRequests(string message) => Failure(429, StatusReason.TooManyRequests, $"Too many requests: {message}");

    /// <summary>503.</summary>
    public static Status ServiceUnavailable(string message) => Failure(503, StatusReason.ServiceUnavailable, message);

    /// <summary>405: delete is not supported on resources of kind "bindings".</summary>
    public static Status MethodNotSupported(GroupResource resource, string action) =>
        Failure(405, StatusReason.MethodNotAllowed, $"{action} is not supported on resources of kind {GoText.Quote(resource.ToString())}", About(resource));

    /// <summary>405 of a path that does not know the HTTP method.</summary>
    public static Status MethodNotAllowed() =>
        Failure(405, StatusReason.MethodNotAllowed, "the server does not allow this method on the requested resource", new StatusDetails());

    /// <summary>406.</summary>
    public static Status NotAcceptable(string message) => Failure(406, StatusReason.NotAcceptable, message);

    /// <summary>406: only the following media types are accepted.</summary>
    public static Status NotAcceptable(IEnumerable<string> accepted) =>
        NotAcceptable($"only the following media types are accepted: {string.Join(", ", accepted)}");

    /// <summary>415: accepted media types include.</summary>
    public static Status UnsupportedMediaType(IEnumerable<string> accepted) => Failure(415, StatusReason.UnsupportedMediaType,
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}");

    /// <summary>413.</summary>
    public static Status RequestEntityTooLarge(string message) =>
        Failure(413, StatusReason.RequestEntityTooLarge, $"Request entity too large: {message}");

    /// <summary>500 of a passing fault: safe to retry after the delay.</summary>
    public static Status ServerTimeout(GroupResource resource, string operation, int retryAfterSeconds) =>
        Failure(500, StatusReason.ServerTimeout, $"The {operation} operation against {resource} could not be completed at this time, please try again.",
            new StatusDetails { Group = resource.Group ?? "", Kind = resource.Resource ?? "", Name = operation, RetryAfterSeconds = retryAfterSeconds });

    /// <summary>504; the operation may have happened.</summary>
    public static Status Timeout(string message, int retryAfterSeconds = 0) =>
        Failure(504, StatusReason.Timeout, $"Timeout: {message}", new StatusDetails { RetryAfterSeconds = retryAfterSeconds });

    /// <summary>504 of a resourceVersion in the future.</summary>
    public static Status TooLargeResourceVersion(long asked, long current, int retryAfterSeconds = 1) =>
        Failure(504, StatusReason.Timeout, string.Create(CultureInfo.InvariantCulture, $"Timeout: Too large resource version: {asked}, current: {current}"),
            new StatusDetails
            {
                Causes = [new StatusCause(CauseReason.ResourceVersionTooLarge, "Too large resource version")],
                RetryAfterSeconds = retryAfterSeconds,
            });

    /// <summary>500: Internal error occurred: what.</summary>
    public static Status InternalError(string message) =>
        Failure(500, StatusReason.InternalError, $"Internal error occurred: {message}", new StatusDetails { Causes = [new StatusCause("", message)] });

    /// <summary>500 of an error that says nothing of itself to the API: upstream answers with the bare text and no reason.</summary>
    public static Status Unknown(string message) => Failure(500, StatusReason.Unknown, message);

    /// <summary>What a client makes of an answer that is no Status.</summary>
    public static Status GenericServerResponse(
        int code, string verb, GroupResource resource, string name, string serverMessage, int retryAfterSeconds, bool unexpected)
    {
        var (reason, message) = code switch
        {
            409 when verb == "POST" => (StatusReason.AlreadyExists, "the server reported a conflict"),
            409 => (StatusReason.Conflict, "the server reported a conflict"),
            404 => (StatusReason.NotFound, "the server could not find the requested resource"),
            400 => (StatusReason.BadRequest, "the server rejected our request for an unknown reason"),
            401 => (StatusReason.Unauthorized, "the server has asked for the client to provide credentials"),
            403 => (StatusReason.Forbidden, serverMessage),
            406 => (StatusReason.NotAcceptable, serverMessage is "" or "unknown"
                ? "the server was unable to respond with a content type that the client supports" : serverMessage),
            415 => (StatusReason.UnsupportedMediaType, serverMessage),
            405 => (StatusReason.MethodNotAllowed, "the server does not allow this method on the requested resource"),
            422 => (StatusReason.Invalid, "the server rejected our request due to an error in our request"),
            503 => (StatusReason.ServiceUnavailable, "the server is currently unable to handle the request"),
            504 => (StatusReason.Timeout, "the server was unable to return a response in the time allotted, but may still be processing the request"),
            429 => (StatusReason.TooManyRequests, "the server has received too many requests and has asked us to try again later"),
            >= 500 => (StatusReason.InternalError, $"an error on the server ({GoText.Quote(serverMessage)}) has prevented the request from succeeding"),
            _ => (StatusReason.Unknown, $"the server responded with the status code {code} but did not return more information"),
        };
        if (!resource.IsEmpty)
        {
            var suffix = string.IsNullOrEmpty(name) ? "" : " " + name;
            message = $"{message} ({verb.ToLowerInvariant()} {resource}{suffix})";
        }
        return Failure(code, reason, message, new StatusDetails
        {
            Group = resource.Group ?? "",
            Kind = resource.Resource ?? "",
            Name = name,
            RetryAfterSeconds = retryAfterSeconds,
            Causes = unexpected ? [new StatusCause(CauseReason.UnexpectedServerResponse, serverMessage)] : [],
        });
    }
}
