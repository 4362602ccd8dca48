using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Meta.V1;

[KubernetesType("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")]
public sealed partial class ObjectMeta
{
    [Field("name", 1)]
    public partial string Name { get; set; }

    [Field("generateName", 2)]
    public partial string GenerateName { get; set; }

    [Field("namespace", 3)]
    public partial string Namespace { get; set; }

    [Field("selfLink", 4)]
    public partial string SelfLink { get; set; }

    [Field("uid", 5)]
    public partial string Uid { get; set; }

    [Field("resourceVersion", 6)]
    public partial string ResourceVersion { get; set; }

    [Field("generation", 7)]
    public partial long Generation { get; set; }

    [Field("creationTimestamp", 8)]
    public partial DateTimeOffset? CreationTimestamp { get; set; }

    [Field("deletionTimestamp", 9)]
    public partial DateTimeOffset? DeletionTimestamp { get; set; }

    [Field("deletionGracePeriodSeconds", 10)]
    public partial long? DeletionGracePeriodSeconds { get; set; }

    [Field("labels", 11)]
    public partial MapOf<string> Labels { get; set; }

    [Field("annotations", 12)]
    public partial MapOf<string> Annotations { get; set; }

    [Field("ownerReferences", 13, ListType = ListType.Map, MapKeys = "uid", PatchStrategy = PatchStrategy.Merge, MergeKey = "uid")]
    public partial ListOf<OwnerReference> OwnerReferences { get; set; }

    [Field("finalizers", 14, ListType = ListType.Set, PatchStrategy = PatchStrategy.Merge)]
    public partial ListOf<string> Finalizers { get; set; }

    [Field("managedFields", 17)]
    public partial ListOf<ManagedFieldsEntry> ManagedFields { get; set; }
}
