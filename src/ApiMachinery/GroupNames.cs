namespace Navarch.ApiMachinery;

/// <summary>A resource of a group, whatever the version, such as deployments of apps.</summary>
public readonly record struct GroupResource(string Group, string Resource)
{
    /// <summary>True when neither part is set.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(Group) && string.IsNullOrEmpty(Resource);

    /// <summary>The form in messages: deployments.apps, pods.</summary>
    public override string ToString() => string.IsNullOrEmpty(Group) ? Resource ?? "" : $"{Resource}.{Group}";
}

/// <summary>A kind of a group, whatever the version, such as Deployment of apps.</summary>
public readonly record struct GroupKind(string Group, string Kind)
{
    /// <summary>The form in messages: Deployment.apps, Pod.</summary>
    public override string ToString() => string.IsNullOrEmpty(Group) ? Kind ?? "" : $"{Kind}.{Group}";
}

/// <summary>A group and version, such as apps/v1.</summary>
public readonly record struct GroupVersion(string Group, string Version)
{
    /// <summary>Reads an apiVersion: "v1" or "apps/v1".</summary>
    /// <exception cref="FormatException">There is more than one slash; the message is upstream's.</exception>
    public static GroupVersion Parse(string apiVersion) => TryParse(apiVersion, out var parsed)
        ? parsed
        : throw new FormatException($"unexpected GroupVersion string: {apiVersion}");

    /// <summary>Reads an apiVersion; false when there is more than one slash.</summary>
    public static bool TryParse(string apiVersion, out GroupVersion parsed)
    {
        parsed = new GroupVersion("", "");
        if (string.IsNullOrEmpty(apiVersion) || apiVersion == "/")
        {
            return true;
        }
        var slash = apiVersion.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
        {
            parsed = new GroupVersion("", apiVersion);
            return true;
        }
        if (apiVersion.IndexOf('/', slash + 1) >= 0)
        {
            return false;
        }
        parsed = new GroupVersion(apiVersion[..slash], apiVersion[(slash + 1)..]);
        return true;
    }

    /// <summary>The apiVersion.</summary>
    public override string ToString() => string.IsNullOrEmpty(Group) ? Version ?? "" : $"{Group}/{Version}";
}

/// <summary>A kind of a group and version.</summary>
public readonly record struct GroupVersionKind(string Group, string Version, string Kind)
{
    /// <summary>The apiVersion.</summary>
    public GroupVersion GroupVersion => new(Group, Version);

    /// <summary>The kind without the version.</summary>
    public GroupKind GroupKind => new(Group, Kind);

    /// <summary>The form in messages: "apps/v1, Kind=Deployment", "/v1, Kind=Pod".</summary>
    public override string ToString() => $"{Group}/{Version}, Kind={Kind}";
}

/// <summary>A resource of a group and version.</summary>
public readonly record struct GroupVersionResource(string Group, string Version, string Resource)
{
    /// <summary>The apiVersion.</summary>
    public GroupVersion GroupVersion => new(Group, Version);

    /// <summary>The resource without the version.</summary>
    public GroupResource GroupResource => new(Group, Resource);

    /// <summary>The form in messages: "apps/v1, Resource=deployments".</summary>
    public override string ToString() => $"{Group}/{Version}, Resource={Resource}";
}
