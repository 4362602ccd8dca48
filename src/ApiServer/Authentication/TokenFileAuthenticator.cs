using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authentication;

/// <summary>Tokens of a file (--token-auth-file): token,user,uid,"group1,group2" a line. Only digests are kept.</summary>
public sealed class TokenFileAuthenticator : IAuthenticator
{
    private readonly Dictionary<string, UserInfo> _users = new(StringComparer.Ordinal);

    private TokenFileAuthenticator()
    {
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="InvalidDataException">A line has fewer than three columns.</exception>
    public static TokenFileAuthenticator Load(string path)
    {
        var result = new TokenFileAuthenticator();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Trim() is not { Length: > 0 } text || text[0] == '#')
            {
                continue;
            }
            var columns = Split(text);
            if (columns.Count < 3 || columns[0].Length == 0)
            {
                throw new InvalidDataException($"{path}:{number}: expected token,user,uid[,\"group1,group2\"]");
            }
            var groups = columns.Count > 3 && columns[3].Length > 0 ? columns[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            result._users[Digest(columns[0])] = new UserInfo(columns[1], [.. groups, UserInfo.Authenticated]) { Uid = columns[2] };
        }
        return result;
    }

    private static List<string> Split(string line)
    {
        var columns = new List<string>();
        var current = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                columns.Add(current.ToString().Trim());
                current.Clear();
            }
            else
            {
                current.Append(c);
            }
        }
        columns.Add(current.ToString().Trim());
        return columns;
    }

    private static string Digest(string token) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <inheritdoc/>
    public ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken) =>
        BearerToken.Of(context) is { } token && _users.TryGetValue(Digest(token), out var user) ? new(user) : default;
}

/// <summary>The token of the Authorization header.</summary>
internal static class BearerToken
{
    public static string? Of(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header["Bearer ".Length..].Trim() : null;
    }
}
