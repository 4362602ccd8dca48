using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Fields;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Tests.Fields;

public sealed class FieldErrorTests
{
    private static readonly FieldPath Path = FieldPath.Of("metadata", "labels").Key("foo");

    [Fact]
    public void Paths_print_names_indexes_and_keys()
    {
        Assert.Equal("metadata.labels[foo]", Path.ToString());
        Assert.Equal("spec.a[3].b", FieldPath.Spec.Child("a").Index(3).Child("b").ToString());
        Assert.Equal("values[0]", FieldPath.None.Child("values").Index(0).ToString());
        Assert.Equal("<nil>", FieldPath.None.ToString());
    }

    [Fact]
    public void Values_are_shown_by_their_type()
    {
        Assert.Equal("Invalid value: \"a\\n\": bad", FieldError.Invalid(Path, "a\n", "bad").Body);
        Assert.Equal("Invalid value: -3: bad", FieldError.Invalid(Path, -3L, "bad").Body);
        Assert.Equal("Invalid value: -3: bad", FieldError.Invalid(Path, -3, "bad").Body);
        Assert.Equal("Invalid value: null: bad", FieldError.Invalid(Path, null, "bad").Body);
        var map = new DocMap(TypeSchema.Any) { ["b"] = 2L, ["a"] = "<" };
        Assert.Equal("Invalid value: {\"a\":\"\\u003c\",\"b\":2}: bad", FieldError.Invalid(Path, map, "bad").Body);
        Assert.Equal("Invalid value: bad", FieldError.Invalid(Path, FieldError.OmitValue, "bad").Body);
    }

    [Fact]
    public void Sizes_count_in_singular_and_plural()
    {
        Assert.Equal("Too long: may not be more than 8 bytes", FieldError.TooLong(Path, 8).Body);
        Assert.Equal("Too many: 4: must have at most 3 items", FieldError.TooMany(Path, 4, 3).Body);
        Assert.Equal("Too many: 2: must have at most 1 item", FieldError.TooMany(Path, 2, 1).Body);
    }
}
