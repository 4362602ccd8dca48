namespace Navarch.Architecture;

/// <summary>Habits that no compiler checks.</summary>
public sealed class HabitTests
{
    /// <summary>A file beyond it holds more than one thought.</summary>
    private const int MostLines = 1000;

    [Fact]
    public void No_source_file_has_run_away()
    {
        var long_ = SourceTree.SourceFiles("src").Where(file => File.ReadLines(file).Count() > MostLines).Select(SourceTree.Relative);
        Assert.Empty(long_);
    }

    [Fact]
    public void Every_package_is_named_with_its_reason()
    {
        var reasons = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "dependencies.md"));
        var packages = SourceTree.Projects.Values.SelectMany(project => project.Packages).Distinct();
        Assert.All(packages, package => Assert.Contains(package, reasons, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Navarch.slnx"));
        Assert.All(SourceTree.Projects.Values, project => Assert.Contains($"\"{project.File}\"", solution, StringComparison.Ordinal));
    }
}
