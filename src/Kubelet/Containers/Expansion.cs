using System.Text;

namespace Navarch.Kubelet.Containers;

/// <summary>
/// $(NAME) in commands, arguments, environment values and subPathExpr. $$ is a dollar sign; a name that isn't known stays as written.
/// </summary>
internal static class Expansion
{
    public static string Expand(string input, Func<string, string?> lookup)
    {
        if (!input.Contains('$', StringComparison.Ordinal))
        {
            return input;
        }

        var result = new StringBuilder(input.Length);
        for (var i = 0; i < input.Length; i++)
        {
            if (input[i] != '$' || i + 1 == input.Length)
            {
                result.Append(input[i]);
                continue;
            }

            if (input[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }

            var end = input[i + 1] == '(' ? input.IndexOf(')', i + 2) : -1;
            if (end < 0)
            {
                result.Append('$');
                continue;
            }

            result.Append(lookup(input[(i + 2)..end]) ?? input[i..(end + 1)]);
            i = end;
        }

        return result.ToString();
    }
}
