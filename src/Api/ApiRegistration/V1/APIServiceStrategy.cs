namespace Navarch.Api.ApiRegistration.V1;

/// <summary>The rules of APIService.</summary>
public sealed class APIServiceStrategy : ResourceStrategy<APIService>
{
    /// <inheritdoc/>
    public override bool AllowsUnconditionalUpdate => false;

    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        if (((APIService)obj).Spec.Service is { } service)
        {
            service.Port ??= 443;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<APIService>("Service", "Who serves it.", static o => o.Spec.Service is { } s ? s.Namespace + "/" + s.Name : "Local"),
        Cells.Of<APIService>("Available", "Whether it can be reached.", static o => o.Status.Conditions.FirstOrDefault(c => c.Type == "Available") is { } c ? (c.Status == "True" ? "True" : c.Status + " (" + c.Reason + ")") : "Unknown"),
        TableColumn.Age,
    ];
}
