using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Event")]
[Kind("", "v1", "Event")]
[Resource("events", "event", Namespaced = true, ShortNames = "ev")]
public sealed partial class Event : KubernetesObject
{
    [Field("involvedObject", 2, Required = true)]
    public partial ObjectReference InvolvedObject { get; set; }

    [Field("reason", 3)]
    public partial string Reason { get; set; }

    [Field("message", 4)]
    public partial string Message { get; set; }

    [Field("source", 5)]
    public partial EventSource Source { get; set; }

    [Field("firstTimestamp", 6, Always = true)]
    public partial DateTimeOffset? FirstTimestamp { get; set; }

    [Field("lastTimestamp", 7, Always = true)]
    public partial DateTimeOffset? LastTimestamp { get; set; }

    [Field("count", 8)]
    public partial int Count { get; set; }

    [Field("type", 9)]
    public partial string Type { get; set; }

    [Field("eventTime", 10, Format = ValueKind.MicroTime, Always = true)]
    public partial DateTimeOffset? EventTime { get; set; }

    [Field("series", 11)]
    public partial EventSeries? Series { get; set; }

    [Field("action", 12)]
    public partial string Action { get; set; }

    [Field("related", 13)]
    public partial ObjectReference? Related { get; set; }

    [Field("reportingComponent", 14, Always = true, Default = "\"\"")]
    public partial string ReportingComponent { get; set; }

    [Field("reportingInstance", 15, Always = true, Default = "\"\"")]
    public partial string ReportingInstance { get; set; }
}

[KubernetesType("io.k8s.api.core.v1.EventSeries")]
public sealed partial class EventSeries
{
    [Field("count", 1)]
    public partial int Count { get; set; }

    [Field("lastObservedTime", 2, Format = ValueKind.MicroTime, Always = true)]
    public partial DateTimeOffset? LastObservedTime { get; set; }
}
