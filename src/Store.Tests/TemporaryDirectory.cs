namespace Navarch.Store.Tests;

public sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("navarch-store-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
