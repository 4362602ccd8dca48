using System.Text;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api.Tests;

public sealed class KindValidationsTests
{
    private const string Template = "\"selector\":{\"matchLabels\":{\"a\":\"b\"}},\"template\":{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}";

    private static (KubernetesObject Object, ResourceStrategy Strategy) Make(string kind, string body)
    {
        var (resource, strategy) = BuiltInKinds.All.First(k => k.Resource.Kind == kind && k.Resource.Version == "v1");
        var obj = (KubernetesObject)JsonDecoder.Decode(Encoding.UTF8.GetBytes("{\"metadata\":{\"name\":\"x\"}," + body + "}"), resource.Schema);
        strategy.SetDefaults(obj);
        return (obj, strategy);
    }

    private static string Errors(string kind, string body)
    {
        var (obj, strategy) = Make(kind, body);
        var errors = new FieldErrorList();
        strategy.Validate(obj, errors);
        return errors.ToAggregate();
    }

    [Theory]
    [InlineData("Pod", "\"spec\":{}", "spec.containers: Required value")]
    [InlineData("Pod", "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"ports\":[{\"containerPort\":70000}]}]}", "spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive")]
    [InlineData("Pod", "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}],\"volumes\":[{\"name\":\"a\",\"emptyDir\":{},\"hostPath\":{\"path\":\"/\"}}]}", "spec.volumes[0].hostPath: Forbidden: may not specify more than 1 volume type")]
    [InlineData("Deployment", "\"spec\":{\"strategy\":{\"type\":\"Sideways\"}," + Template + "}", "spec.strategy: Unsupported value: {\"Type\":\"Sideways\",\"RollingUpdate\":null}: supported values: \"Recreate\", \"RollingUpdate\"")]
    [InlineData("StatefulSet", "\"spec\":{\"podManagementPolicy\":\"X\"," + Template + "}", "spec.podManagementPolicy: Invalid value: \"X\": must be 'OrderedReady' or 'Parallel'")]
    [InlineData("CronJob", "\"spec\":{\"schedule\":\"every day\",\"jobTemplate\":{\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}}}}", "spec.schedule: Invalid value: \"every day\": expected exactly 5 fields, found 2: [every day]")]
    [InlineData("Service", "\"spec\":{\"ports\":[{\"port\":80,\"nodePort\":30080}]}", "spec.ports[0].nodePort: Forbidden: may not be used when `type` is 'ClusterIP'")]
    [InlineData("Role", "\"rules\":[{\"apiGroups\":[\"\"],\"verbs\":[\"get\"]}]", "rules[0].resources: Required value: resource rules must supply at least one resource")]
    [InlineData("NetworkPolicy", "\"spec\":{\"podSelector\":{},\"ingress\":[{\"from\":[{}]}]}", "spec.ingress[0].from[0]: Required value: must specify a peer")]
    [InlineData("StorageClass", "\"parameters\":{}", "provisioner: Required value")]
    [InlineData("LimitRange", "\"spec\":{\"limits\":[{\"type\":\"Pod\",\"default\":{\"cpu\":\"3\"}}]}", "spec.limits[0].default: Forbidden: may not be specified when `type` is 'Pod'")]
    [InlineData("ValidatingWebhookConfiguration", "\"webhooks\":[{\"name\":\"w.example.com\",\"clientConfig\":{\"url\":\"http://x/y\"},\"sideEffects\":\"None\",\"admissionReviewVersions\":[\"v1\"]}]", "webhooks[0].clientConfig.url: Invalid value: \"http\": 'https' is the only allowed URL scheme; desired format: https://host[/path]")]
    public void What_is_wrong_is_said_as_upstream_says_it(string kind, string body, string errors) => Assert.Equal(errors, Errors(kind, body));

    [Fact]
    public void A_pod_may_change_its_image_but_not_its_containers()
    {
        const string Body = "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"IMAGE\"}]}";
        var (old, strategy) = Make("Pod", Body);
        old.Freeze();
        string Change(string body)
        {
            var errors = new FieldErrorList();
            strategy.ValidateUpdate(Make("Pod", body).Object, old, errors);
            return errors.ToAggregate();
        }
        Assert.Equal("", Change(Body.Replace("IMAGE", "other", StringComparison.Ordinal)));
        Assert.Equal("spec.containers: Forbidden: pod updates may not add or remove containers",
            Change("\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"},{\"name\":\"d\",\"image\":\"i\"}]}"));
        Assert.StartsWith("spec: Forbidden: pod updates may not change fields other than `spec.containers[*].image`",
            Change("\"spec\":{\"hostNetwork\":true,\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*/5 * * * *", true)]
    [InlineData("0 0 1-5 jan,feb mon-fri", true)]
    [InlineData("@every 1h30m", true)]
    [InlineData("@daily", true)]
    [InlineData("60 * * * *", false)]
    [InlineData("* * 0 * *", false)]
    [InlineData("5-1 * * * *", false)]
    [InlineData("*/0 * * * *", false)]
    public void Schedules_have_five_fields_within_their_bounds(string schedule, bool fine) =>
        Assert.Equal(fine, Navarch.Api.Batch.V1.CronSchedule.FindError(schedule) is null);
}
