using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiServer.Requests;

/// <summary>Who makes a request.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="Groups">The groups.</param>
public sealed record UserInfo(string Name, IReadOnlyList<string> Groups)
{
    /// <summary>The group that may do anything.</summary>
    public const string Masters = "system:masters";

    /// <summary>The group of everyone who is known.</summary>
    public const string Authenticated = "system:authenticated";

    /// <summary>The user of requests without credentials.</summary>
    public static UserInfo Anonymous { get; } = new("system:anonymous", ["system:unauthenticated"]);

    /// <summary>The server's own requests on itself.</summary>
    public static UserInfo Loopback { get; } = new("system:apiserver", [Masters, Authenticated]);

    /// <summary>A stable identity; empty when there is none.</summary>
    public string Uid { get; init; } = "";

    /// <summary>What else the authenticator knows.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary><see cref="Extra"/> as documents hold it.</summary>
    public MapOf<DocList> ExtraDocument() => Extra.Select(pair =>
    {
        var list = new DocList(TypeSchema.String);
        foreach (var value in pair.Value)
        {
            list.Add(value);
        }
        return new KeyValuePair<string, DocList>(pair.Key, list);
    }).ToMapOf();

    /// <summary>True for a member of the group.</summary>
    public bool IsIn(string group)
    {
        foreach (var g in Groups)
        {
            if (g == group)
            {
                return true;
            }
        }
        return false;
    }
}
