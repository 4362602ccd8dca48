using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api;

public static partial class BuiltInKinds
{
    private static (ResourceInfo Resource, ResourceStrategy Strategy)[]? _all;

    /// <summary>Every built-in resource with its strategy.</summary>
    public static IReadOnlyList<(ResourceInfo Resource, ResourceStrategy Strategy)> All => _all ??= MakeAll();

    /// <summary>Every built-in schema, also of types that are no kinds; making them all costs time: for OpenAPI and tests.</summary>
    public static IReadOnlyList<ObjectSchema> Schemas() => MakeSchemas();
}
