using Navarch.ApiMachinery.Validation;

namespace Navarch.ApiMachinery.Tests.Validation;

public sealed class FormatsTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("a-1", true)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("A", false)]
    [InlineData("a.b", false)]
    public void Labels_follow_RFC_1123(string value, bool fine) => Assert.Equal(fine, Formats.IsDns1123Label(value).Count == 0);

    [Fact]
    public void Dots_in_a_label_have_their_own_message() => Assert.Equal(["must not contain dots"], Formats.IsDns1123Label("a.b"));

    [Theory]
    [InlineData("app", 0)]
    [InlineData("example.com/App_1.x", 0)]
    [InlineData("/x", 1)]
    [InlineData("a/", 2)]
    [InlineData("a/b/c", 1)]
    [InlineData("Bad.Prefix/x", 1)]
    public void Qualified_names_have_an_optional_prefix(string value, int messages) => Assert.Equal(messages, Formats.IsQualifiedName(value).Count);

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("010.0.0.1", true)]
    [InlineData("10.0.0", false)]
    [InlineData("10.0.0.256", false)]
    [InlineData("::1", true)]
    [InlineData("::ffff:1.2.3.4", true)]
    [InlineData("fe80::1%eth0", false)]
    [InlineData("[::1]", false)]
    public void Addresses_are_read_as_upstream_does(string value, bool fine) => Assert.Equal(fine, Addresses.ParseIp(value) is not null);

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.0.0.0/33", false)]
    [InlineData("::/0", true)]
    [InlineData("10.0.0.0", false)]
    public void Cidrs_have_a_length_that_fits(string value, bool fine) => Assert.Equal(fine, Addresses.TryParseCidr(value, out _, out _));

    [Fact]
    public void A_generateName_may_end_in_a_dash()
    {
        Assert.Empty(NameValidation.DnsSubdomain("web-", true));
        Assert.NotEmpty(NameValidation.DnsSubdomain("web-", false));
    }

    [Theory]
    [InlineData("http", 0)]
    [InlineData("80", 1)]
    [InlineData("a--b", 1)]
    [InlineData("-a", 1)]
    [InlineData("a-very-long-port-name", 1)]
    [InlineData("A", 2)]
    public void Port_names_follow_RFC_6335(string value, int messages) => Assert.Equal(messages, Formats.IsPortName(value).Count);
}
