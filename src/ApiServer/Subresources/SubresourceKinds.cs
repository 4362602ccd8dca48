using Navarch.Api.Authentication.V1;
using Navarch.Api.Autoscaling.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Policy.V1;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiServer.Subresources;

/// <summary>The kinds that subresources take and give when they are not the resource's own.</summary>
internal static class SubresourceKinds
{
    public static ObjectSchema? SchemaOf(SubresourceInfo info) => info.Kind switch
    {
        "Scale" => Scale.TypeSchema,
        "Binding" => Binding.TypeSchema,
        "Eviction" => Eviction.TypeSchema,
        "TokenRequest" => TokenRequest.TypeSchema,
        _ => null,
    };
}
