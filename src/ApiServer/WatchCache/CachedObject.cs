using System.Buffers;
using System.Globalization;
using Navarch.Api;
using Navarch.ApiMachinery.Json;

namespace Navarch.ApiServer.WatchCache;

/// <summary>
/// One revision of one object: the frozen document, and its JSON, encoded once when first asked for and then shared by every
/// answer and watcher.
/// </summary>
public sealed class CachedObject
{
    private byte[]? _json;
    private string? _resourceVersion;

    /// <summary>A revision of an object.</summary>
    /// <param name="key">The store's key.</param>
    /// <param name="document">The frozen document with its resourceVersion.</param>
    /// <param name="revision">The revision that wrote it.</param>
    public CachedObject(string key, KubernetesObject document, long revision)
    {
        Key = key;
        Document = document;
        Revision = revision;
    }

    /// <summary>The store's key.</summary>
    public string Key { get; }

    /// <summary>The frozen document.</summary>
    public KubernetesObject Document { get; }

    /// <summary>The revision that wrote it.</summary>
    public long Revision { get; }

    /// <summary>The revision as the API shows it.</summary>
    public string ResourceVersion => _resourceVersion ??= Revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>The document as JSON, with kind and apiVersion in front.</summary>
    public ReadOnlyMemory<byte> Json
    {
        get
        {
            if (_json is null)
            {
                var buffer = new ArrayBufferWriter<byte>(2048);
                JsonEncoder.Encode(Document, buffer);
                _json = buffer.WrittenSpan.ToArray();
            }
            return _json;
        }
    }
}
