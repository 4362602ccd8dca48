namespace Navarch.EndToEnd.Harness;

/// <summary>Where things stand in the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program under test. NAVARCH chooses another one.</summary>
    public static string Program => Environment.GetEnvironmentVariable("NAVARCH") ?? Path.Combine(Root, "out", "navarch");

    public static string Example(string name) => Path.Combine(Root, "docs", "examples", "redis", name);

    public static string Tool(params ReadOnlySpan<string> path) => Path.Combine(Root, "tools", Path.Combine(path));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "global.json")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"no checkout above {AppContext.BaseDirectory}");
    }
}
