using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Tests;

/// <summary>A small schema in the shape of the built-in ones, with each kind of value and each presence.</summary>
internal static class TestSchemas
{
    public static readonly ObjectSchema Meta = new("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta",
    [
        new("name", 1, TypeSchema.String),
        new("labels", 11, TypeSchema.MapOf(TypeSchema.String)),
        new("creationTimestamp", 8, TypeSchema.Time),
        new("deletionGracePeriodSeconds", 10, TypeSchema.Int64, Presence.Optional),
        new("finalizers", 14, TypeSchema.ListOf(TypeSchema.String)),
    ]);

    public static readonly ObjectSchema Port = new("io.k8s.api.core.v1.ContainerPort",
    [
        new("containerPort", 3, TypeSchema.Int32, Presence.Always),
        new("name", 1, TypeSchema.String),
    ]);

    public static readonly ObjectSchema Resources = new("io.k8s.api.core.v1.ResourceRequirements",
    [
        new("limits", 1, TypeSchema.MapOf(TypeSchema.Quantity)),
    ]);

    public static readonly ObjectSchema Container = new("io.k8s.api.core.v1.Container",
    [
        new("name", 1, TypeSchema.String, Presence.Always),
        new("ports", 6, TypeSchema.ListOf(TypeSchema.ObjectOf(() => Port))),
        new("resources", 8, TypeSchema.ObjectOf(() => Resources), Presence.Always),
    ]);

    public static readonly ObjectSchema Spec = new("io.k8s.api.core.v1.PodSpec",
    [
        new("replicas", 1, TypeSchema.Int32, Presence.Optional),
        new("containers", 2, TypeSchema.ListOf(TypeSchema.ObjectOf(() => Container)), Presence.Always),
        new("hostNetwork", 3, TypeSchema.Bool),
        new("enableServiceLinks", 4, TypeSchema.Bool, Presence.Optional),
        new("targetPort", 5, TypeSchema.IntOrString, Presence.Always),
        new("when", 6, TypeSchema.MicroTime),
        new("timeout", 7, TypeSchema.Duration, Presence.Optional),
        new("ratio", 8, TypeSchema.Double, Presence.Optional),
        new("raw", 9, TypeSchema.Any),
        new("binary", 10, TypeSchema.MapOf(TypeSchema.Bytes)),
        new("lastProbeTime", 11, TypeSchema.Time, Presence.Always),
        new("size", 12, TypeSchema.Quantity, Presence.Optional),
        new("numbers", 13, TypeSchema.ListOf(TypeSchema.Int64)),
        new("fields", 14, TypeSchema.FieldsV1),
    ]);

    public static readonly ObjectSchema Pod = new("io.k8s.api.core.v1.Pod",
    [
        new("apiVersion", 0, TypeSchema.String),
        new("kind", 0, TypeSchema.String),
        new("metadata", 1, TypeSchema.ObjectOf(() => Meta), Presence.Always),
        new("spec", 2, TypeSchema.ObjectOf(() => Spec), Presence.Always),
    ]);

    public static readonly ObjectSchema Widget = new("com.example.v1.Widget",
    [
        new("apiVersion", 0, TypeSchema.String, Presence.Optional),
        new("kind", 0, TypeSchema.String, Presence.Optional),
        new("metadata", 0, TypeSchema.ObjectOf(() => Meta), Presence.Optional),
        new("spec", 0, TypeSchema.ObjectOf(() => WidgetSpec!), Presence.Optional),
    ]) { IsStructural = true };

    public static readonly ObjectSchema WidgetSpec = new("com.example.v1.WidgetSpec",
    [
        new("size", 0, TypeSchema.Int64, Presence.Optional),
        new("nested", 0, TypeSchema.ObjectOf(() => WidgetNested!), Presence.Optional),
    ]) { IsStructural = true };

    public static readonly ObjectSchema WidgetNested = new("com.example.v1.WidgetNested",
    [
        new("a", 0, TypeSchema.String, Presence.Optional),
    ]) { IsStructural = true };
}
