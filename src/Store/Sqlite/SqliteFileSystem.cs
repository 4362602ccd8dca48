namespace Navarch.Store.Sqlite;

/// <summary>A file system registered with SQLite (a VFS) other than the machine's own: the tests' disk that fails on demand.</summary>
/// <param name="Name">The VFS's name.</param>
/// <param name="OpenRead">Opens a file, null if it doesn't exist.</param>
internal sealed record SqliteFileSystem(string Name, Func<string, Stream?> OpenRead);
