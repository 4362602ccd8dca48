using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Errors;

namespace Navarch.ApiServer.Subresources;

/// <summary>Status as a document of its own type.</summary>
internal static class StatusDocument
{
    /// <summary>The answer to a post that created nothing to show.</summary>
    public static DocObject Created() => From(new Status { IsSuccess = true, Code = 201 });

    /// <summary>A Status as a document.</summary>
    public static DocObject From(Status status)
    {
        var document = UntypedJson.ToDocument(status.ToDocument(), Api.Meta.V1.Status.TypeSchema);
        document.Freeze();
        return document;
    }
}
