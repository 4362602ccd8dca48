using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.Api.Meta.V1;

namespace Navarch.Api.Events.V1;

[KubernetesType("io.k8s.api.events.v1.Event")]
[Kind("events.k8s.io", "v1", "Event")]
[Resource("events", "event", Namespaced = true, ShortNames = "ev")]
public sealed partial class Event : KubernetesObject
{
    [Field("eventTime", 2, Format = ValueKind.MicroTime, Always = true, Required = true)]
    public partial DateTimeOffset? EventTime { get; set; }

    [Field("series", 3)]
    public partial EventSeries? Series { get; set; }

    [Field("reportingController", 4)]
    public partial string ReportingController { get; set; }

    [Field("reportingInstance", 5)]
    public partial string ReportingInstance { get; set; }

    [Field("action", 6)]
    public partial string Action { get; set; }

    [Field("reason", 7)]
    public partial string Reason { get; set; }

    [Field("regarding", 8)]
    public partial Core.V1.ObjectReference Regarding { get; set; }

    [Field("related", 9)]
    public partial Core.V1.ObjectReference? Related { get; set; }

    [Field("note", 10)]
    public partial string Note { get; set; }

    [Field("type", 11)]
    public partial string Type { get; set; }

    [Field("deprecatedSource", 12)]
    public partial Core.V1.EventSource DeprecatedSource { get; set; }

    [Field("deprecatedFirstTimestamp", 13, Always = true)]
    public partial DateTimeOffset? DeprecatedFirstTimestamp { get; set; }

    [Field("deprecatedLastTimestamp", 14, Always = true)]
    public partial DateTimeOffset? DeprecatedLastTimestamp { get; set; }

    [Field("deprecatedCount", 15)]
    public partial int DeprecatedCount { get; set; }
}

[KubernetesType("io.k8s.api.events.v1.EventSeries")]
public sealed partial class EventSeries
{
    [Field("count", 1, Always = true, Required = true, Default = "0")]
    public partial int Count { get; set; }

    [Field("lastObservedTime", 2, Format = ValueKind.MicroTime, Always = true, Required = true)]
    public partial DateTimeOffset? LastObservedTime { get; set; }
}
