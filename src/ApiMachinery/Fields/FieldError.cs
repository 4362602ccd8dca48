using System.Globalization;

namespace Navarch.ApiMachinery.Fields;

/// <summary>What is wrong with a field; the names are the reasons of a Status cause without their FieldValue prefix.</summary>
public enum FieldErrorType
{
    /// <summary>Something that the value refers to was not found.</summary>
    NotFound,

    /// <summary>A value is missing.</summary>
    Required,

    /// <summary>A value must be unique and is not.</summary>
    Duplicate,

    /// <summary>A value is malformed or out of bounds.</summary>
    Invalid,

    /// <summary>A value is none of the known ones.</summary>
    NotSupported,

    /// <summary>A value may not stand here under the present conditions.</summary>
    Forbidden,

    /// <summary>A value is too long.</summary>
    TooLong,

    /// <summary>A list has too many items.</summary>
    TooMany,

    /// <summary>A list has too few items.</summary>
    TooFew,

    /// <summary>The check itself failed.</summary>
    InternalError,

    /// <summary>A value is not of the schema's type.</summary>
    TypeInvalid,
}

/// <summary>One thing that is wrong with one field of an object, with upstream's text.</summary>
public sealed class FieldError
{
    /// <summary>Stands for a value that the message does not show.</summary>
    public static readonly object OmitValue = new();

    /// <summary>An error of a field.</summary>
    /// <param name="type">What is wrong.</param>
    /// <param name="field">The field's path as text.</param>
    /// <param name="badValue">The value: a string, number, bool, document node, sequence, <see cref="FieldErrorText"/> or <see cref="OmitValue"/>.</param>
    /// <param name="detail">What a right value would be.</param>
    public FieldError(FieldErrorType type, string field, object? badValue, string detail)
    {
        Type = type;
        Field = field;
        BadValue = badValue;
        Detail = detail;
    }

    /// <summary>What is wrong.</summary>
    public FieldErrorType Type { get; }

    /// <summary>The field's path.</summary>
    public string Field { get; }

    /// <summary>The value that is wrong.</summary>
    public object? BadValue { get; }

    /// <summary>What a right value would be; may be empty.</summary>
    public string Detail { get; }

    /// <summary>The reason of the Status cause, such as FieldValueInvalid.</summary>
    public string Reason => Type switch
    {
        FieldErrorType.NotFound => "FieldValueNotFound",
        FieldErrorType.Required => "FieldValueRequired",
        FieldErrorType.Duplicate => "FieldValueDuplicate",
        FieldErrorType.Invalid => "FieldValueInvalid",
        FieldErrorType.NotSupported => "FieldValueNotSupported",
        FieldErrorType.Forbidden => "FieldValueForbidden",
        FieldErrorType.TooLong => "FieldValueTooLong",
        FieldErrorType.TooMany => "FieldValueTooMany",
        FieldErrorType.TooFew => "FieldValueTooFew",
        FieldErrorType.TypeInvalid => "FieldValueTypeInvalid",
        _ => "InternalError",
    };

    private string TypeText => Type switch
    {
        FieldErrorType.NotFound => "Not found",
        FieldErrorType.Required => "Required value",
        FieldErrorType.Duplicate => "Duplicate value",
        FieldErrorType.Invalid or FieldErrorType.TypeInvalid => "Invalid value",
        FieldErrorType.NotSupported => "Unsupported value",
        FieldErrorType.Forbidden => "Forbidden",
        FieldErrorType.TooLong => "Too long",
        FieldErrorType.TooMany => "Too many",
        FieldErrorType.TooFew => "Too few",
        _ => "Internal error",
    };

    /// <summary>The message without the field's path.</summary>
    public string Body
    {
        get
        {
            var hidesValue = Type is FieldErrorType.Required or FieldErrorType.Forbidden or FieldErrorType.TooLong or FieldErrorType.InternalError
                || ReferenceEquals(BadValue, OmitValue);
            var head = hidesValue ? TypeText : $"{TypeText}: {FormatValue(BadValue)}";
            return Detail.Length == 0 ? head : $"{head}: {Detail}";
        }
    }

    /// <summary>The message with the field's path.</summary>
    public override string ToString() => $"{Field}: {Body}";

    private static string FormatValue(object? value) => value switch
    {
        string s => GoText.Quote(s),
        FieldErrorText text => text.Text,
        Documents.Quantity q => GoText.Quote(q.ToString()),
        Documents.IntOrString { IsString: true } s => GoText.Quote(s.StringValue!),
        int i => i.ToString(CultureInfo.InvariantCulture),
        _ => GoText.Json(value),
    };

    /// <summary>Not found: "x".</summary>
    public static FieldError NotFound(FieldPath field, object? value) => new(FieldErrorType.NotFound, field.ToString(), value, "");

    /// <summary>Required value: detail.</summary>
    public static FieldError Required(FieldPath field, string detail = "") => new(FieldErrorType.Required, field.ToString(), "", detail);

    /// <summary>Duplicate value: "x".</summary>
    public static FieldError Duplicate(FieldPath field, object? value) => new(FieldErrorType.Duplicate, field.ToString(), value, "");

    /// <summary>Invalid value: "x": detail.</summary>
    public static FieldError Invalid(FieldPath field, object? value, string detail) => new(FieldErrorType.Invalid, field.ToString(), value, detail);

    /// <summary>Invalid value: "x": detail, of a value of the wrong type.</summary>
    public static FieldError TypeInvalid(FieldPath field, object? value, string detail) => new(FieldErrorType.TypeInvalid, field.ToString(), value, detail);

    /// <summary>Unsupported value: "x": supported values: "a", "b". The values are listed in the given order (upstream's callers sort them).</summary>
    public static FieldError NotSupported(FieldPath field, object? value, params IEnumerable<string> supported)
    {
        var list = string.Join(", ", supported.Select(GoText.Quote));
        return new(FieldErrorType.NotSupported, field.ToString(), value, list.Length == 0 ? "" : "supported values: " + list);
    }

    /// <summary>Forbidden: detail.</summary>
    public static FieldError Forbidden(FieldPath field, string detail) => new(FieldErrorType.Forbidden, field.ToString(), "", detail);

    /// <summary>Too long: may not be more than n bytes. A negative maximum is not told.</summary>
    public static FieldError TooLong(FieldPath field, int maxBytes) =>
        new(FieldErrorType.TooLong, field.ToString(), "", maxBytes < 0 ? "value is too long" : $"may not be more than {maxBytes} {(maxBytes == 1 ? "byte" : "bytes")}");

    /// <summary>Too long: may not be more than n characters. A negative maximum is not told.</summary>
    public static FieldError TooLongCharacters(FieldPath field, int maxCharacters) =>
        new(FieldErrorType.TooLong, field.ToString(), "", maxCharacters < 0 ? "value is too long" : $"may not be more than {maxCharacters} {(maxCharacters == 1 ? "character" : "characters")}");

    /// <summary>Too many: n: must have at most m items. A negative number is not told.</summary>
    public static FieldError TooMany(FieldPath field, int actual, int max) =>
        new(FieldErrorType.TooMany, field.ToString(), actual < 0 ? OmitValue : (object)(long)actual,
            max < 0 ? "has too many items" : $"must have at most {max} {(max == 1 ? "item" : "items")}");

    /// <summary>Too few: n: must have at least m items. A negative number is not told.</summary>
    public static FieldError TooFew(FieldPath field, int actual, int min) =>
        new(FieldErrorType.TooFew, field.ToString(), actual < 0 ? OmitValue : (object)(long)actual,
            min < 0 ? "has too few items" : $"must have at least {min} {(min == 1 ? "item" : "items")}");

    /// <summary>Internal error: message.</summary>
    public static FieldError InternalError(FieldPath field, string message) => new(FieldErrorType.InternalError, field.ToString(), null, message);
}

/// <summary>A bad value whose text is made already, such as an internal struct of upstream's.</summary>
public sealed record FieldErrorText(string Text)
{
    /// <summary>The value as the JSON of upstream's internal type: Go's field names, every field present.</summary>
    public static FieldErrorText Internal(object? value) => new(GoText.Json(value, internalNames: true));

    /// <summary>As <see cref="Internal(object?)"/>, of an internal type whose fields stand in another order: the JSON names in that order.</summary>
    public static FieldErrorText Internal(Documents.DocObject value, params ReadOnlySpan<string> order) => new(GoText.InternalJson(value, order));
}
