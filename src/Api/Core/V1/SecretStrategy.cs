using System.Text;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Api.Core.V1;

/// <summary>The rules of Secret.</summary>
public sealed class SecretStrategy : ResourceStrategy<Secret>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var secret = (Secret)obj;
        if (secret.Type.Length == 0)
        {
            secret.Type = "Opaque";
        }
        // stringData is for writing only, and wins over data.
        foreach (var (key, text) in secret.StringData)
        {
            secret.Data = secret.Data.With(key, Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
        }
        secret.StringData = default;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } = [new("type", static o => ((Secret)o).Type)];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        Cells.Of<Secret>("Type", "What kind of secret it is.", static o => o.Type),
        Cells.Of<Secret>("Data", "How many entries it has.", static o => (long)o.Data.Count),
        TableColumn.Age,
    ];
}
