using System.Text;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for ConfigMaps.</summary>
internal static class ConfigMapValidation
{
    /// <summary>All values of a ConfigMap or a Secret together, in bytes.</summary>
    public const int MaxSizeBytes = 1024 * 1024;

    public static void Validate(ConfigMap map, FieldErrorList errors)
    {
        long size = 0;
        foreach (var (key, value) in map.Data)
        {
            errors.AddInvalid(new FieldPath("data").Key(key), key, Formats.IsConfigMapKey(key));
            if (map.BinaryData.ContainsKey(key))
            {
                errors.Invalid(new FieldPath("data").Key(key), key, "duplicate of key present in binaryData");
            }
            size += Encoding.UTF8.GetByteCount(value);
        }
        foreach (var (key, value) in map.BinaryData)
        {
            errors.AddInvalid(new FieldPath("binaryData").Key(key), key, Formats.IsConfigMapKey(key));
            size += SecretValidation.DecodedLength(value);
        }
        if (size > MaxSizeBytes)
        {
            errors.TooLong(FieldPath.None.Key(""), MaxSizeBytes);
        }
    }

    public static void ValidateUpdate(ConfigMap map, ConfigMap old, FieldErrorList errors)
    {
        if (old.Immutable != true)
        {
            return;
        }
        if (map.Immutable != true)
        {
            errors.Forbidden(new FieldPath("immutable"), "field is immutable when `immutable` is set");
        }
        if (!map.Data.ContentEquals(old.Data))
        {
            errors.Forbidden(new FieldPath("data"), "field is immutable when `immutable` is set");
        }
        if (!map.BinaryData.ContentEquals(old.BinaryData))
        {
            errors.Forbidden(new FieldPath("binaryData"), "field is immutable when `immutable` is set");
        }
    }
}

/// <summary>The rules for Secrets.</summary>
internal static class SecretValidation
{
    private const string Redacted = "<secret contents redacted>";

    internal static long DecodedLength(string base64) => (base64.Length / 4 * 3) - (base64.EndsWith("==", StringComparison.Ordinal) ? 2 : base64.EndsWith('=') ? 1 : 0);

    public static void Validate(Secret secret, FieldErrorList errors)
    {
        var data = new FieldPath("data");
        long size = 0;
        foreach (var (key, value) in secret.Data)
        {
            errors.AddInvalid(data.Key(key), key, Formats.IsConfigMapKey(key));
            size += DecodedLength(value);
        }
        if (size > ConfigMapValidation.MaxSizeBytes)
        {
            errors.TooLong(data, ConfigMapValidation.MaxSizeBytes);
        }
        switch (secret.Type)
        {
            case "kubernetes.io/service-account-token":
                var annotation = secret.Metadata.Annotations["kubernetes.io/service-account.name"];
                if (string.IsNullOrEmpty(annotation))
                {
                    errors.Required(FieldPath.Metadata.Child("annotations").Key("kubernetes.io/service-account.name"));
                }
                break;
            case "kubernetes.io/dockercfg":
                ValidateJson(errors, secret, ".dockercfg", data);
                break;
            case "kubernetes.io/dockerconfigjson":
                ValidateJson(errors, secret, ".dockerconfigjson", data);
                break;
            case "kubernetes.io/basic-auth":
                if (!secret.Data.ContainsKey("username") && !secret.Data.ContainsKey("password"))
                {
                    errors.Required(data.Key("username"));
                    errors.Required(data.Key("password"));
                }
                break;
            case "kubernetes.io/ssh-auth":
                Check.NotEmpty(errors, data.Key("ssh-privatekey"), secret.Data["ssh-privatekey"]);
                break;
            case "kubernetes.io/tls":
                Require(errors, secret, "tls.crt", data);
                Require(errors, secret, "tls.key", data);
                break;
        }
    }

    private static void Require(FieldErrorList errors, Secret secret, string key, FieldPath data)
    {
        if (!secret.Data.ContainsKey(key))
        {
            errors.Required(data.Key(key));
        }
    }

    private static void ValidateJson(FieldErrorList errors, Secret secret, string key, FieldPath data)
    {
        if (!secret.Data.TryGetValue(key, out var value))
        {
            errors.Required(data.Key(key));
            return;
        }
        try
        {
            UntypedJson.DecodeObject(Convert.FromBase64String(value));
        }
        catch (Exception error) when (error is DecodeException or FormatException)
        {
            errors.Invalid(data.Key(key), Redacted, error.Message);
        }
    }

    public static void ValidateUpdate(Secret secret, Secret old, FieldErrorList errors)
    {
        Check.Unchanged(errors, new FieldPath("type"), secret.Type, old.Type);
        if (old.Immutable != true)
        {
            return;
        }
        if (secret.Immutable != true)
        {
            errors.Forbidden(new FieldPath("immutable"), "field is immutable when `immutable` is set");
        }
        if (!secret.Data.ContentEquals(old.Data))
        {
            errors.Forbidden(new FieldPath("data"), "field is immutable when `immutable` is set");
        }
    }
}
