using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Selectors;

namespace Navarch.ApiMachinery.Tests.Selectors;

public sealed class SelectorTests
{
    private static readonly DocMap Labels = new(TypeSchema.String) { ["app"] = "web", ["n"] = "5", ["in"] = "x" };

    [Theory]
    [InlineData("", true)]
    [InlineData("app=web", true)]
    [InlineData("app == web , n > 4", true)]
    [InlineData("n<5", false)]
    [InlineData("app!=web", false)]
    [InlineData("gone!=web", true)]
    [InlineData("app in (web,db)", true)]
    [InlineData("app notin (web)", false)]
    [InlineData("gone notin (web)", true)]
    [InlineData("gone in ()", false)]
    [InlineData("!gone", true)]
    [InlineData("app,!app", false)]
    [InlineData("in", true)]
    [InlineData("in in (x)", true)]
    public void Requirements_are_all_met_or_nothing_matches(string text, bool matches) => Assert.Equal(matches, Selector.Parse(text).Matches(Labels));

    [Theory]
    [InlineData("a===b", "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("a in (b", "unable to parse requirement: found '', expected: ',' or ')'")]
    [InlineData("a,", "found '', expected: identifier after ','")]
    [InlineData(",a", "found ',', expected: !, identifier, or 'end of string'")]
    [InlineData("a b", "unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt")]
    [InlineData("a>x", "unable to parse requirement: values[0]: Invalid value: \"x\": for 'Gt', 'Lt' operators, the value must be an integer")]
    public void Malformed_texts_say_what_was_expected(string text, string message)
    {
        Assert.False(Selector.TryParse(text, out _, out var error));
        Assert.Equal(message, error);
    }

    [Fact]
    public void The_canonical_text_is_sorted_by_key() => Assert.Equal("a=1,b in (x,y),!c", Selector.Parse("!c, b in (y, x), a=1").ToString());

    [Fact]
    public void Field_selectors_read_both_equalities_and_escapes()
    {
        var selector = FieldSelector.Parse("metadata.name==a,spec.x!=b\\,c");
        Assert.Equal("metadata.name=a,spec.x!=b\\,c", selector.ToString());
        Assert.True(selector.RequiresExactMatch("metadata.name", out var value));
        Assert.Equal("a", value);
        Assert.True(selector.Matches(0, (_, field) => field == "metadata.name" ? "a" : "z"));
        Assert.False(FieldSelector.TryParse("spec.nodeName", out _, out var error));
        Assert.Equal("invalid selector: 'spec.nodeName'; can't understand 'spec.nodeName'", error);
    }
}
