using Microsoft.AspNetCore.Http;

namespace Navarch.ApiServer.Http;

/// <summary>What form of answer a client asks for.</summary>
internal enum AnswerForm
{
    /// <summary>The objects themselves.</summary>
    Object,

    /// <summary>A Table.</summary>
    Table,

    /// <summary>Metadata alone.</summary>
    PartialMetadata,
}

/// <summary>The outcome of content negotiation.</summary>
internal readonly record struct Answer(AnswerForm Form, bool Yaml, bool Pretty, bool Protobuf = false)
{
    /// <summary>Reads the Accept header: the first form that we can give.</summary>
    /// <exception cref="ApiMachinery.Errors.ApiException">406: we can give none.</exception>
    public static Answer Negotiate(HttpRequest request)
    {
        var pretty = request.Query["pretty"] is { Count: > 0 } p && p[0] is "true" or "1" or "";
        var accept = request.Headers.Accept.ToString();
        if (accept.Length == 0)
        {
            return new Answer(AnswerForm.Object, false, pretty);
        }
        foreach (var range in accept.Split(','))
        {
            var parts = range.Split(';', StringSplitOptions.TrimEntries);
            var type = parts[0].Trim();
            var form = Parameter(parts, "as") switch
            {
                "Table" => AnswerForm.Table,
                "PartialObjectMetadata" or "PartialObjectMetadataList" => AnswerForm.PartialMetadata,
                null => AnswerForm.Object,
                _ => (AnswerForm?)null,
            };
            if (form is null || (form != AnswerForm.Object && Parameter(parts, "v") is not (null or "v1")))
            {
                continue;
            }
            switch (type)
            {
                case "application/json" or "*/*" or "application/*":
                    return new Answer(form.Value, false, pretty);
                case ApiMachinery.Protobuf.ProtobufCodec.MediaType when form == AnswerForm.Object:
                    return new Answer(AnswerForm.Object, false, false, true);
                case "application/yaml" when form == AnswerForm.Object:
                    return new Answer(AnswerForm.Object, true, false);
            }
        }
        if (!accept.Contains("as=", StringComparison.Ordinal))
        {
            throw ApiMachinery.Errors.Status.NotAcceptable("406: Not Acceptable\n\nAvailable representations: application/json, application/yaml, application/vnd.kubernetes.protobuf").ToException();
        }
        throw ApiMachinery.Errors.Status.NotAcceptable(["application/json", "application/yaml", "application/vnd.kubernetes.protobuf"]).ToException();
    }

    /// <summary>A parameter of a media range.</summary>
    public static string? Parameter(string[] parts, string name)
    {
        foreach (var part in parts)
        {
            if (part.StartsWith(name, StringComparison.Ordinal) && part.Length > name.Length && part[name.Length] == '=')
            {
                return part[(name.Length + 1)..];
            }
        }
        return null;
    }
}
