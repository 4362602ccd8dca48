namespace Navarch.ApiServer.Requests;

/// <summary>What travels with a request: who asks, for what, by which client, and the warnings for the answer.</summary>
public sealed class RequestContext
{
    private List<string>? _warnings;

    /// <summary>A request.</summary>
    public RequestContext(UserInfo user, RequestInfo info, string userAgent)
    {
        User = user;
        Info = info;
        UserAgent = userAgent;
    }

    /// <summary>Who asks.</summary>
    public UserInfo User { get; }

    /// <summary>For what.</summary>
    public RequestInfo Info { get; }

    /// <summary>The client's name of itself: the field manager when the request names none.</summary>
    public string UserAgent { get; }

    /// <summary>The texts of the Warning headers of the answer.</summary>
    public IList<string> Warnings => _warnings ??= [];

    /// <summary>True when there is a warning.</summary>
    public bool HasWarnings => _warnings is { Count: > 0 };
}
