using System.Xml.Linq;

namespace Navarch.Architecture;

/// <summary>The checkout that these tests were built from, read as files.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>All projects, by name.</summary>
    public static IReadOnlyDictionary<string, Project> Projects { get; } =
        ((string[])["src", "tests", "bench"])
            .Select(folder => Path.Combine(Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(Project.Read)
            .ToDictionary(project => project.Name);

    public static string Relative(string path) => Path.GetRelativePath(Root, path);

    /// <summary>Hand-written C# files below a folder of the checkout.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"));

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

/// <summary>A project, and what it refers to at run time.</summary>
internal sealed record Project(string Name, string File, IReadOnlyList<string> References, IReadOnlyList<string> Packages)
{
    public static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        var references = xml.Descendants("ProjectReference")
            .Where(reference => (string?)reference.Attribute("ReferenceOutputAssembly") != "false")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));
        var packages = xml.Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!);
        return new Project(Path.GetFileNameWithoutExtension(file), SourceTree.Relative(file), [.. references], [.. packages]);
    }
}
