using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Fields;

namespace Navarch.ApiMachinery.Tests.Errors;

public sealed class StatusTests
{
    private static readonly GroupResource Pods = new("", "pods");

    [Fact]
    public void Messages_are_those_clients_know()
    {
        Assert.Equal("pods \"x\" not found", Status.NotFound(Pods, "x").Message);
        Assert.Equal("deployments.apps \"d\" already exists", Status.AlreadyExists(new("apps", "deployments"), "d").Message);
        Assert.Equal(
            "Operation cannot be fulfilled on pods \"x\": the object has been modified; please apply your changes to the latest version and try again",
            Status.Conflict(Pods, "x").Message);
        Assert.Equal("forbidden: User \"a\" cannot get path \"/apis\"", Status.Forbidden(default, "", "User \"a\" cannot get path \"/apis\"").Message);
    }

    [Fact]
    public void Invalid_lists_every_cause_and_joins_several_messages_in_brackets()
    {
        var errors = new FieldErrorList();
        errors.Required(FieldPath.Of("spec", "containers").Index(0).Child("name"));
        errors.NotSupported(FieldPath.Of("spec", "restartPolicy"), "x", "Always", "Never");
        var status = Status.Invalid(new("", "Pod"), "p", errors);
        Assert.Equal(
            "Pod \"p\" is invalid: [spec.containers[0].name: Required value, spec.restartPolicy: Unsupported value: \"x\": supported values: \"Always\", \"Never\"]",
            status.Message);
        Assert.Equal("FieldValueNotSupported", status.Details!.Causes[1].Reason);
        Assert.Equal(422, status.Code);
    }

    [Fact]
    public void A_status_survives_its_document()
    {
        var status = Status.TooLargeResourceVersion(9, 3);
        var read = Status.FromDocument(status.ToDocument())!;
        Assert.Equal(status.ToJson(), read.ToJson());
        Assert.True(read.IsTimeout);
        Assert.True(read.HasCause(CauseReason.ResourceVersionTooLarge));
        Assert.Null(Status.FromDocument("x"));
    }
}
