namespace Navarch.Api.ApiExtensions.V1;

/// <summary>The rules of CustomResourceDefinition.</summary>
public sealed class CustomResourceDefinitionStrategy : ResourceStrategy<CustomResourceDefinition>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((CustomResourceDefinition)obj).Spec;
        if (spec.Names.Singular.Length == 0)
        {
            spec.Names.Singular = spec.Names.Kind.ToLowerInvariant();
        }
        if (spec.Names.ListKind.Length == 0 && spec.Names.Kind.Length > 0)
        {
            spec.Names.ListKind = spec.Names.Kind + "List";
        }
        spec.Conversion ??= new CustomResourceConversion { Strategy = "None" };
        if (spec.Conversion.Webhook?.ClientConfig?.Service is { } service)
        {
            service.Port ??= 443;
        }
    }

    /// <inheritdoc/>
    public override void PrepareForCreate(KubernetesObject obj)
    {
        base.PrepareForCreate(obj);
        var definition = (CustomResourceDefinition)obj;
        foreach (var version in definition.Spec.Versions)
        {
            if (version.Storage)
            {
                definition.Status.StoredVersions = [version.Name];
            }
        }
    }

    /// <inheritdoc/>
    public override void PrepareForUpdate(KubernetesObject obj, KubernetesObject old)
    {
        base.PrepareForUpdate(obj, old);
        var definition = (CustomResourceDefinition)obj;
        foreach (var version in definition.Spec.Versions)
        {
            if (version.Storage && !definition.Status.StoredVersions.Contains(version.Name))
            {
                definition.Status.StoredVersions = [.. definition.Status.StoredVersions, version.Name];
            }
        }
    }
}
