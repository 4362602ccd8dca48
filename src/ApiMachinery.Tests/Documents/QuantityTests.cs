using Navarch.ApiMachinery.Documents;

namespace Navarch.ApiMachinery.Tests.Documents;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("0Ki", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1", "1")]
    [InlineData("+1", "1")]
    [InlineData("001", "1")]
    [InlineData("1.0", "1")]
    [InlineData("0.5", "500m")]
    [InlineData(".5", "500m")]
    [InlineData("5.", "5")]
    [InlineData("1000m", "1")]
    [InlineData("1500m", "1500m")]
    [InlineData("1k", "1k")]
    [InlineData("1000", "1k")]
    [InlineData("1500", "1500")]
    [InlineData("10000", "10k")]
    [InlineData("100000k", "100M")]
    [InlineData("1024Mi", "1Gi")]
    [InlineData("1536Mi", "1536Mi")]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("1000Ki", "1000Ki")]
    [InlineData("0.5Ki", "512")]
    [InlineData("0.001Ki", "1024m")]
    [InlineData("1Ei", "1Ei")]
    [InlineData("8Ei", "9223372036854775807")]
    [InlineData("100n", "100n")]
    [InlineData("0.1n", "1n")]
    [InlineData("-0.1n", "-1n")]
    [InlineData("1.23456789012n", "2n")]
    [InlineData("1e3", "1e3")]
    [InlineData("1E3", "1e3")]
    [InlineData("100e1", "1e3")]
    [InlineData("1e-3", "1e-3")]
    [InlineData("12E", "12E")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    public void CanonicalTextIsUpstreams(string written, string canonical)
    {
        Assert.Equal(canonical, Quantity.Parse(written).ToString());
        Assert.Equal(canonical, Quantity.Parse(canonical).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("aoeu")]
    [InlineData("1 ")]
    [InlineData(" 1")]
    [InlineData("1.1.M")]
    [InlineData("1+1.0M")]
    [InlineData("0.1%")]
    public void WrongShapesAreRefused(string text) =>
        Assert.Equal(Quantity.FormatError, Assert.Throws<FormatException>(() => Quantity.Parse(text)).Message);

    [Theory]
    [InlineData("0.1mi")]
    [InlineData("1i")]
    [InlineData("-3.01e-")]
    [InlineData("1e9999999")]
    [InlineData("1KM")]
    public void WrongSuffixesAreRefused(string text) => Assert.False(Quantity.TryParse(text, out _));

    [Theory]
    [InlineData("1m", 1, 1)]
    [InlineData("1500m", 2, 1500)]
    [InlineData("-1500m", -2, -1500)]
    [InlineData("1Gi", 1073741824, 1073741824000)]
    [InlineData("1u", 1, 1)]
    [InlineData("100E", long.MaxValue, long.MaxValue)]
    public void ValuesRoundAwayFromZero(string text, long value, long milli)
    {
        Assert.Equal(value, Quantity.Parse(text).Value);
        Assert.Equal(milli, Quantity.Parse(text).MilliValue);
    }

    [Fact]
    public void ComparisonIgnoresNotation()
    {
        Assert.True(Quantity.Parse("1Ki") == Quantity.Parse("1024"));
        Assert.True(Quantity.Parse("1024") == Quantity.Parse("1.024e3"));
        Assert.Equal(Quantity.Parse("1Ki").GetHashCode(), Quantity.Parse("1024").GetHashCode());
        Assert.True(Quantity.Parse("1n") < Quantity.Parse("1E"));
        Assert.True(Quantity.Parse("-1") < Quantity.Zero);
        Assert.True(Quantity.Parse("1000E") > Quantity.Parse("999E"));
    }

    [Fact]
    public void SumsKeepTheNotationOfTheLeftSide()
    {
        Assert.Equal("1536Mi", (Quantity.Parse("1Gi") + Quantity.Parse("512Mi")).ToString());
        Assert.Equal("1100m", (Quantity.Parse("1") + Quantity.FromMilli(100)).ToString());
        Assert.Equal("512Mi", (Quantity.Zero + Quantity.Parse("512Mi")).ToString());
        Assert.Equal("-512Mi", (Quantity.Parse("512Mi") - Quantity.Parse("1Gi")).ToString());
        Assert.Equal("18446744073709551614", (Quantity.FromLong(long.MaxValue) + Quantity.FromLong(long.MaxValue)).ToString());
        Assert.Equal("3", (Quantity.Parse("1500m") * 2).ToString());
    }

    [Fact]
    public void RandomQuantitiesKeepTheirNumberThroughText()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        string[] suffixes = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "e3", "e-2", "E5"];
        for (var i = 0; i < 2000; i++)
        {
            var text = (random.Next(2) == 0 ? "-" : "") + random.NextInt64(1L << random.Next(1, 50))
                + (random.Next(3) == 0 ? "." + random.Next(1000) : "") + suffixes[random.Next(suffixes.Length)];
            var quantity = Quantity.Parse(text);
            var again = Quantity.Parse(quantity.ToString());
            Assert.True(quantity == again, $"seed {seed}: {text} became {quantity}");
            Assert.Equal(quantity.ToString(), again.ToString());
            var other = Quantity.FromMilli(random.NextInt64(-1000000, 1000000));
            Assert.True(quantity + other - other == quantity, $"seed {seed}: {text} and {other}");
        }
    }
}
