namespace Navarch.Api.Discovery.V1;

/// <summary>The rules of EndpointSlice.</summary>
public sealed class EndpointSliceStrategy : ResourceStrategy<EndpointSlice>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        foreach (var port in ((EndpointSlice)obj).Ports)
        {
            port.Name ??= "";
            port.Protocol ??= "TCP";
        }
    }
}
