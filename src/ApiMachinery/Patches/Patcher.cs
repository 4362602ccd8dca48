using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Validation;

namespace Navarch.ApiMachinery.Patches;

/// <summary>The kinds of patches, by media type. Server-side apply is a matter of managed fields.</summary>
public enum PatchType
{
    /// <summary>application/json-patch+json</summary>
    Json,

    /// <summary>application/merge-patch+json</summary>
    Merge,

    /// <summary>application/strategic-merge-patch+json</summary>
    StrategicMerge,
}

/// <summary>Applies a patch as the API server does: from bytes to a document as if it had been decoded, with upstream's answers to whatever is wrong.</summary>
public static class Patcher
{
    /// <summary>Patches an object.</summary>
    /// <param name="type">The kind of patch.</param>
    /// <param name="current">The object as it is; not changed.</param>
    /// <param name="patch">The request's body.</param>
    /// <param name="validation">What becomes of unknown and duplicate fields.</param>
    /// <param name="warnings">Where they are reported when they only warn; null: nowhere.</param>
    /// <returns>A mutable object, not defaulted.</returns>
    /// <exception cref="ApiException">The patch is malformed (400), does not apply or makes an invalid object (422), is too large (413).</exception>
    public static DocObject Apply(PatchType type, DocObject current, ReadOnlySpan<byte> patch, FieldValidation validation, IList<string>? warnings = null)
    {
        var strict = validation == FieldValidation.Ignore ? null : new List<string>();
        Func<string> shown;
        var result = type switch
        {
            PatchType.Json => ApplyJson(current, patch, strict, out shown),
            PatchType.Merge => ApplyMerge(current, patch, strict, out shown),
            _ => ApplyStrategicMerge(current, patch, strict, out shown),
        };
        if (strict is { Count: > 0 })
        {
            if (validation == FieldValidation.Strict)
            {
                throw Invalid(shown(), "strict decoding error: " + string.Join(", ", strict));
            }
            foreach (var warning in strict)
            {
                warnings?.Add(warning);
            }
        }
        return result;
    }

    private static DocObject ApplyJson(DocObject current, ReadOnlySpan<byte> patch, List<string>? strict, out Func<string> shown)
    {
        var operations = DecodeOperations(patch);
        if (operations.Count > JsonPatch.MaxOperations)
        {
            throw Status.RequestEntityTooLarge(
                $"The allowed maximum operations in a JSON patch is {JsonPatch.MaxOperations}, got {operations.Count}").ToException();
        }
        object? tree;
        try
        {
            tree = JsonPatch.Apply(UntypedJson.FromDocument(current), operations);
        }
        catch (PatchException error)
        {
            throw StatusOf(error).ToException();
        }
        return Decode(tree, current.Schema, strict, out shown);
    }

    private static DocList DecodeOperations(ReadOnlySpan<byte> patch)
    {
        object? value;
        try
        {
            value = UntypedJson.Decode(patch);
        }
        catch (DecodeException error)
        {
            throw Status.BadRequest($"error decoding patch: {error.Message}").ToException();
        }
        if (value is not (null or DocList))
        {
            throw Status.BadRequest($"error decoding patch: json: cannot unmarshal {JsonKind(value)} into Go value of type jsonpatch.Patch").ToException();
        }
        var operations = value as DocList ?? new DocList(TypeSchema.Any);
        foreach (var operation in operations)
        {
            if (operation is not DocMap)
            {
                throw Status.BadRequest(
                    $"error decoding patch: json: cannot unmarshal {JsonKind(operation!)} into Go value of type jsonpatch.Operation").ToException();
            }
        }
        return operations;
    }

    private static string JsonKind(object value) => value switch { string => "string", bool => "bool", DocMap => "object", DocList => "array", _ => "number" };

    private static DocObject ApplyMerge(DocObject current, ReadOnlySpan<byte> patch, List<string>? strict, out Func<string> shown)
    {
        DocMap map;
        try
        {
            map = UntypedJson.DecodeObject(patch, new DecodeOptions { StrictErrors = strict });
        }
        catch (DecodeException error)
        {
            throw Status.BadRequest($"error decoding patch: {error.Message}").ToException();
        }
        return Decode(MergePatch.Apply(UntypedJson.FromDocument(current), map), current.Schema, strict, out shown);
    }

    private static DocObject Decode(object? tree, ObjectSchema schema, List<string>? strict, out Func<string> shown)
    {
        shown = () => Encoding.UTF8.GetString(JsonEncoder.ToBytes(tree));
        try
        {
            return UntypedJson.ToDocument(tree, schema, new DecodeOptions { StrictErrors = strict });
        }
        catch (DecodeException error)
        {
            throw Invalid(shown(), error.Message);
        }
    }

    private static DocObject ApplyStrategicMerge(DocObject current, ReadOnlySpan<byte> patch, List<string>? strict, out Func<string> shown)
    {
        DocMap map;
        try
        {
            map = UntypedJson.DecodeObject(patch, new DecodeOptions { StrictErrors = strict });
        }
        catch (DecodeException error)
        {
            throw Status.BadRequest(error.Message).ToException();
        }
        shown = () => GoText.Format(map);
        try
        {
            return StrategicMergePatch.Apply(current, map, strict);
        }
        catch (PatchException error) when (error.Failure == PatchFailure.WrongType)
        {
            throw Invalid(shown(), error.Message);
        }
        catch (PatchException error)
        {
            throw StatusOf(error).ToException();
        }
    }

    private static ApiException Invalid(string shown, string detail) =>
        Status.Invalid(default, "", FieldError.Invalid(new FieldPath("patch"), shown, detail)).ToException();

    private static Status StatusOf(PatchException error) => error.Failure switch
    {
        PatchFailure.Malformed => Status.BadRequest(error.Message),
        PatchFailure.NotApplicable => Status.GenericServerResponse(422, "", default, "", error.Message, 0, unexpected: false),
        _ => Status.Unknown(error.Message),
    };
}
