using System.Text;

namespace Navarch.Store.Tests;

public static class Bytes
{
    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(KeyValue? version) => version is null ? "(none)" : Encoding.UTF8.GetString(version.Value.Span);
}
