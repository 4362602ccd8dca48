using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Core.V1;

/// <summary>The rules for the security context of a pod.</summary>
internal static class PodSecurityValidation
{
    public static void Validate(FieldErrorList errors, PodSecurityContext? context, FieldPath path)
    {
        if (context is null)
        {
            return;
        }
        if (context.FsGroup is { } fsGroup)
        {
            errors.AddInvalid(path.Child("fsGroup"), fsGroup, Formats.IsGroupId(fsGroup));
        }
        if (context.RunAsUser is { } user)
        {
            errors.AddInvalid(path.Child("runAsUser"), user, Formats.IsUserId(user));
        }
        if (context.RunAsGroup is { } group)
        {
            errors.AddInvalid(path.Child("runAsGroup"), group, Formats.IsGroupId(group));
        }
        for (var i = 0; i < context.SupplementalGroups.Count; i++)
        {
            errors.AddInvalid(path.Child("supplementalGroups").Index(i), context.SupplementalGroups[i], Formats.IsGroupId(context.SupplementalGroups[i]));
        }
        ValidateSysctls(errors, context, path.Child("sysctls"));
        Check.OneOf(errors, path.Child("fsGroupChangePolicy"), context.FsGroupChangePolicy, "Always", "OnRootMismatch");
        Check.OneOf(errors, path.Child("supplementalGroupsPolicy"), context.SupplementalGroupsPolicy, "Merge", "Strict");
        Check.OneOf(errors, path.Child("seLinuxChangePolicy"), context.SeLinuxChangePolicy, "MountOption", "Recursive");
        ValidateProfiles(errors, context.SeccompProfile, context.AppArmorProfile, path);
    }

    private static void ValidateSysctls(FieldErrorList errors, PodSecurityContext context, FieldPath path)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < context.Sysctls.Count; i++)
        {
            var (name, at) = (context.Sysctls[i].Name, path.Index(i).Child("name"));
            if (name.Length == 0)
            {
                errors.Required(at);
            }
            else if (name.Any(c => !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c is not ('.' or '/' or '-' or '_')))
            {
                errors.Invalid(at, name,
                    "must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$");
            }
            else if (!seen.Add(name))
            {
                errors.Duplicate(at, name);
            }
        }
    }

    public static void ValidateProfiles(FieldErrorList errors, SeccompProfile? seccomp, AppArmorProfile? appArmor, FieldPath path)
    {
        if (seccomp is not null)
        {
            ValidateProfile(errors, seccomp.Type, seccomp.LocalhostProfile, "seccompProfile", "seccomp", path.Child("seccompProfile"));
        }
        if (appArmor is not null)
        {
            ValidateProfile(errors, appArmor.Type, appArmor.LocalhostProfile, "appArmorProfile", "appArmor", path.Child("appArmorProfile"));
        }
    }

    private static void ValidateProfile(FieldErrorList errors, string type, string? localhost, string field, string kind, FieldPath path)
    {
        if (type.Length == 0)
        {
            errors.Required(path.Child("type"), kind == "appArmor" ? "type is required when appArmorProfile is set" : "type is required when seccompProfile is set");
        }
        else if (type == "Localhost")
        {
            if (string.IsNullOrEmpty(localhost))
            {
                errors.Required(path.Child("localhostProfile"), kind == "appArmor"
                    ? "must be set when AppArmor type is Localhost" : "must be set when seccomp type is Localhost");
            }
            else if (kind == "seccomp")
            {
                VolumeValidation.ValidateSubPath(errors, localhost, path.Child("localhostProfile"));
            }
        }
        else
        {
            if (localhost is not null)
            {
                errors.Invalid(path.Child("localhostProfile"), localhost, kind == "appArmor"
                    ? "can only be set when AppArmor type is Localhost" : "can only be set when seccomp type is Localhost");
            }
            Check.OneOf(errors, path.Child("type"), type, "Localhost", "RuntimeDefault", "Unconfined");
        }
    }
}
