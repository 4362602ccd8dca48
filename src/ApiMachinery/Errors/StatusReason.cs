namespace Navarch.ApiMachinery.Errors;

/// <summary>The machine-readable reasons of a failed request, as upstream names them.</summary>
public static class StatusReason
{
    /// <summary>No reason was given.</summary>
    public const string Unknown = "";

    /// <summary>Who asks is not known (401).</summary>
    public const string Unauthorized = "Unauthorized";

    /// <summary>Who asks may not do this, or the request was refused by policy (403). Retrying does not help.</summary>
    public const string Forbidden = "Forbidden";

    /// <summary>The object or the resource is not there (404).</summary>
    public const string NotFound = "NotFound";

    /// <summary>An object of that name is there already (409).</summary>
    public const string AlreadyExists = "AlreadyExists";

    /// <summary>The object changed meanwhile, or others own the fields (409). Read again and retry.</summary>
    public const string Conflict = "Conflict";

    /// <summary>It was there and is gone (410).</summary>
    public const string Gone = "Gone";

    /// <summary>The revision asked for was compacted (410). List again.</summary>
    public const string Expired = "Expired";

    /// <summary>The object does not pass validation (422).</summary>
    public const string Invalid = "Invalid";

    /// <summary>The server could not do it in time; safe to retry after the given delay (500).</summary>
    public const string ServerTimeout = "ServerTimeout";

    /// <summary>Stored data could not be read (500).</summary>
    public const string StoreReadError = "StorageReadError";

    /// <summary>It took too long; it may have happened (504).</summary>
    public const string Timeout = "Timeout";

    /// <summary>Slow down; retry after the given delay (429).</summary>
    public const string TooManyRequests = "TooManyRequests";

    /// <summary>The request makes no sense (400).</summary>
    public const string BadRequest = "BadRequest";

    /// <summary>The resource does not know the verb (405).</summary>
    public const string MethodNotAllowed = "MethodNotAllowed";

    /// <summary>None of the accepted media types can be made (406).</summary>
    public const string NotAcceptable = "NotAcceptable";

    /// <summary>The body is too large (413).</summary>
    public const string RequestEntityTooLarge = "RequestEntityTooLarge";

    /// <summary>The body's media type is not known (415).</summary>
    public const string UnsupportedMediaType = "UnsupportedMediaType";

    /// <summary>The server failed (500).</summary>
    public const string InternalError = "InternalError";

    /// <summary>The service is down for now (503).</summary>
    public const string ServiceUnavailable = "ServiceUnavailable";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        Unauthorized, Forbidden, NotFound, AlreadyExists, Conflict, Gone, Expired, Invalid, ServerTimeout, StoreReadError, Timeout, TooManyRequests,
        BadRequest, MethodNotAllowed, NotAcceptable, RequestEntityTooLarge, UnsupportedMediaType, InternalError, ServiceUnavailable,
    };

    internal static bool IsKnown(string reason) => Known.Contains(reason);
}

/// <summary>Reasons of a Status cause that are not about the value of a field.</summary>
public static class CauseReason
{
    /// <summary>The answer did not come from an API server.</summary>
    public const string UnexpectedServerResponse = "UnexpectedServerResponse";

    /// <summary>Another manager owns the field that was applied.</summary>
    public const string FieldManagerConflict = "FieldManagerConflict";

    /// <summary>The resource version is in the future.</summary>
    public const string ResourceVersionTooLarge = "ResourceVersionTooLarge";

    /// <summary>The namespace is being terminated.</summary>
    public const string NamespaceTerminating = "NamespaceTerminating";

    /// <summary>A pod disruption budget does not allow the eviction.</summary>
    public const string DisruptionBudget = "DisruptionBudget";
}
