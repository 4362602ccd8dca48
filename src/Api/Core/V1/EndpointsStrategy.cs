namespace Navarch.Api.Core.V1;

/// <summary>The rules of Endpoints.</summary>
public sealed class EndpointsStrategy : ResourceStrategy<Endpoints>
{
    /// <inheritdoc/>
    public override bool AllowsCreateOnUpdate => true;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        foreach (var subset in ((Endpoints)obj).Subsets)
        {
            foreach (var port in subset.Ports)
            {
                if (port.Protocol.Length == 0)
                {
                    port.Protocol = "TCP";
                }
            }
        }
    }
}
