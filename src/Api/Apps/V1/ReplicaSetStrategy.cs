using System.Globalization;
using Navarch.Api.Core.V1;

namespace Navarch.Api.Apps.V1;

/// <summary>The rules of ReplicaSet.</summary>
public sealed class ReplicaSetStrategy : ResourceStrategy<ReplicaSet>
{
    /// <inheritdoc/>
    public override void SetDefaults(KubernetesObject obj)
    {
        var spec = ((ReplicaSet)obj).Spec;
        PodDefaults.SetTemplate(spec.Template);
        spec.Replicas ??= 1;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("status.replicas", static o => ((ReplicaSet)o).Status.Replicas.ToString(CultureInfo.InvariantCulture)),
    ];
}
