using System.Text.RegularExpressions;

namespace Navarch.Kubelet.Images;

/// <summary>Image names as people write them (https://github.com/distribution/reference).</summary>
internal static partial class ImageReference
{
    /// <summary>The name with the tag that it means; null for what is no image name.</summary>
    public static string? Normalize(string image)
    {
        if (!Grammar().IsMatch(image))
        {
            return null;
        }

        var afterSlash = image[(image.LastIndexOf('/') + 1)..];
        return afterSlash.Contains(':', StringComparison.Ordinal) || image.Contains('@', StringComparison.Ordinal) ? image : image + ":latest";
    }

    /// <summary>The registry's host, docker.io where none is named.</summary>
    public static string Registry(string image)
    {
        var slash = image.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : image[..slash];
        return first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost" ? first : "docker.io";
    }

    [GeneratedRegex(
        @"^([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,})?$",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Grammar();
}
