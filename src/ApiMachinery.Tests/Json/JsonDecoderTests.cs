using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.ApiMachinery.Tests.Json;

public sealed class JsonDecoderTests
{
    private static DocObject Decode(string json, List<string>? strict = null, ObjectSchema? schema = null) =>
        JsonDecoder.Decode(Encoding.UTF8.GetBytes(json), schema ?? TestSchemas.Pod, new DecodeOptions { StrictErrors = strict });

    private static string RoundTrip(string json, ObjectSchema? schema = null) => JsonEncoder.ToText(Decode(json, schema: schema));

    private static string Spec(string spec)
    {
        var text = RoundTrip("{\"spec\":" + spec + "}", null);
        const string Before = "{\"metadata\":{},\"spec\":";
        Assert.StartsWith(Before, text, StringComparison.Ordinal);
        return text[Before.Length..^1];
    }

    private static string ErrorOf(string json) => Assert.Throws<DecodeException>(() => Decode(json)).Message;

    [Fact]
    public void ZeroValuesAreWrittenOnlyWhereGoWritesThem() =>
        Assert.Equal(
            """{"metadata":{},"spec":{"containers":null,"targetPort":0,"lastProbeTime":null}}""",
            RoundTrip("""{"kind":"","metadata":{"name":"","labels":{},"finalizers":[]},"spec":{"hostNetwork":false,"containers":[]}}"""));

    [Fact]
    public void ZeroOfAPointerFieldIsKept() =>
        Assert.Equal(
            """{"replicas":0,"containers":null,"enableServiceLinks":false,"targetPort":0,"ratio":0,"lastProbeTime":null}""",
            Spec("""{"replicas":0,"enableServiceLinks":false,"ratio":0}"""));

    [Fact]
    public void KindAndApiVersionComeFirst() =>
        Assert.StartsWith("""{"kind":"Pod","apiVersion":"v1","metadata":{""", RoundTrip("""{"spec":{},"metadata":{},"apiVersion":"v1","kind":"Pod"}"""), StringComparison.Ordinal);

    [Fact]
    public void NullMeansAbsentAndZeroInsideOfListsAndMaps() =>
        Assert.Equal(
            """{"containers":[{"name":"","resources":{}}],"targetPort":0,"binary":{"a":""},"lastProbeTime":null,"numbers":[0,1]}""",
            Spec("""{"replicas":null,"containers":[null],"numbers":[null,1],"binary":{"a":null},"raw":null}"""));

    [Theory]
    [InlineData("\"0.5\"", "\"500m\"")]
    [InlineData("0.5", "\"500m\"")]
    [InlineData("\"1000m\"", "\"1\"")]
    [InlineData("\"1024Mi\"", "\"1Gi\"")]
    [InlineData("1", "\"1\"")]
    [InlineData("1e3", "\"1e3\"")]
    public void QuantitiesBecomeCanonical(string written, string read) =>
        Assert.Contains("\"size\":" + read, Spec("{\"size\":" + written + "}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("2020-01-02T03:04:05Z", "2020-01-02T03:04:05Z")]
    [InlineData("2020-01-02T03:04:05.999Z", "2020-01-02T03:04:05Z")]
    [InlineData("2020-01-02T03:04:05+02:00", "2020-01-02T01:04:05Z")]
    public void TimesBecomeUtcSeconds(string written, string read) =>
        Assert.Contains($"\"lastProbeTime\":\"{read}\"", Spec($"{{\"lastProbeTime\":\"{written}\"}}"), StringComparison.Ordinal);

    [Fact]
    public void MicroTimesKeepSixDigits() =>
        Assert.Contains("\"when\":\"2020-01-02T01:04:05.123456Z\"", Spec("""{"when":"2020-01-02T03:04:05.123456+02:00"}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("60s", "1m0s")]
    [InlineData("1h", "1h0m0s")]
    [InlineData("1.5s", "1.5s")]
    [InlineData("1500us", "1.5ms")]
    [InlineData("0", "0s")]
    public void DurationsBecomeGoForm(string written, string read) =>
        Assert.Contains($"\"timeout\":\"{read}\"", Spec($"{{\"timeout\":\"{written}\"}}"), StringComparison.Ordinal);

    [Fact]
    public void UntypedValuesAreKeptAsTheyAre() =>
        Assert.Contains(
            """{"a":[1,2.5,"x",null,true,{}],"b":null,"c":""}""",
            Spec("""{"raw":{"b":null,"a":[1,2.5,"x",null,true,{}],"c":""}}"""), StringComparison.Ordinal);

    [Fact]
    public void IntOrStringTakesBoth()
    {
        Assert.Contains("\"targetPort\":80", Spec("""{"targetPort":80}"""), StringComparison.Ordinal);
        Assert.Contains("\"targetPort\":\"http\"", Spec("""{"targetPort":"http"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void TextIsEscapedAsForHtmlAndOtherwiseKept()
    {
        const string Json = """{"metadata":{"name":"<a>&\u2028\"\\\n\u0001ü😀\ud800"}}""";
        Assert.Contains("{\"name\":\"\\u003ca\\u003e\\u0026\\u2028\\\"\\\\\\n\\u0001ü😀\uFFFD\"}", RoundTrip(Json), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"spec":{"replicas":"a"}}""", "json: cannot unmarshal string into Go struct field PodSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":{"replicas":1.0}}""", "json: cannot unmarshal number 1.0 into Go struct field PodSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":{"replicas":3000000000}}""", "json: cannot unmarshal number 3000000000 into Go struct field PodSpec.spec.replicas of type int32")]
    [InlineData("""{"spec":{"containers":[{"ports":[{"containerPort":"eighty"}]}]}}""", "json: cannot unmarshal string into Go struct field ContainerPort.spec.containers.ports.containerPort of type int32")]
    [InlineData("""{"spec":{"containers":{}}}""", "json: cannot unmarshal object into Go struct field PodSpec.spec.containers of type []v1.Container")]
    [InlineData("""{"metadata":{"labels":["a"]}}""", "json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string")]
    [InlineData("""{"metadata":{"labels":{"a":1}}}""", "json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string")]
    [InlineData("""{"spec":"x"}""", "json: cannot unmarshal string into Go struct field Pod.spec of type v1.PodSpec")]
    [InlineData("""[]""", "json: cannot unmarshal array into Go value of type v1.Pod")]
    [InlineData("""{"spec":{"hostNetwork":1,"replicas":true}}""", "json: cannot unmarshal number into Go struct field PodSpec.spec.hostNetwork of type bool")]
    [InlineData("""{"spec":{"hostNetwork":1,"size":"x"}}""", Quantity.FormatError)]
    [InlineData("""{"spec":{"binary":{"b":"!!"}}}""", "illegal base64 data at input byte 0")]
    [InlineData("""{"spec":{"binary":{"b":"YWI"}}}""", "illegal base64 data at input byte 0")]
    [InlineData("""{"spec":{"lastProbeTime":"x"}}""", "parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"")]
    [InlineData("""{"spec":{"lastProbeTime":"2020-13-01T00:00:00Z"}}""", "parsing time \"2020-13-01T00:00:00Z\": month out of range")]
    [InlineData("""{"spec":{"lastProbeTime":5}}""", "json: cannot unmarshal number into Go struct field PodSpec.spec.lastProbeTime of type string")]
    [InlineData("""{"spec":{"timeout":"5"}}""", "time: missing unit in duration \"5\"")]
    [InlineData("""{"spec":{"targetPort":true}}""", "json: cannot unmarshal bool into Go struct field PodSpec.spec.targetPort of type int32")]
    [InlineData("""{"spec":{"replicas":"a"}""", "unexpected end of JSON input")]
    [InlineData("", "unexpected end of JSON input")]
    [InlineData("x", "invalid character 'x' looking for beginning of value")]
    [InlineData("{a:1}", "invalid character 'a' looking for beginning of object key string")]
    [InlineData("""{"a" 1}""", "invalid character '1' after object key")]
    [InlineData("""{"a":1 "b":2}""", "invalid character '\"' after object key:value pair")]
    [InlineData("[1 2]", "invalid character '2' after array element")]
    [InlineData("{} {}", "invalid character '{' after top-level value")]
    [InlineData("""{"a":tru}""", "invalid character '}' in literal true (expecting 'e')")]
    [InlineData("""{"a":"\x"}""", "invalid character 'x' in string escape code")]
    [InlineData("""{"a":01}""", "invalid character '1' after object key:value pair")]
    [InlineData("""{"a":-}""", "invalid character '}' in numeric literal")]
    [InlineData("{\"a\":\"\n\"}", "invalid character '\\n' in string literal")]
    public void ErrorsHaveUpstreamsText(string json, string error) => Assert.Equal(error, ErrorOf(json));

    [Fact]
    public void UnknownAndDuplicateFieldsAreReportedWithTheirPaths()
    {
        var strict = new List<string>();
        var pod = Decode(
            """{"metadata":{"name":"a","name":"b","labels":{"l":"1","l":"2"}},"spec":{"containers":[{"name":"c","imagee":"x","ports":[{"foo":1}]}],"bogus":1,"raw":{"k":1,"k":2}},"extra":{"deep":1}}""", strict);
        Assert.Equal(
            [
                "duplicate field \"metadata.name\"", "duplicate field \"metadata.labels.l\"", "unknown field \"spec.containers[0].imagee\"",
                "unknown field \"spec.containers[0].ports[0].foo\"", "unknown field \"spec.bogus\"", "duplicate field \"spec.raw.k\"", "unknown field \"extra\"",
            ],
            strict);
        Assert.Equal("b", ((DocObject)pod["metadata"]!)["name"]);
    }

    [Fact]
    public void NamesAreCaseSensitive()
    {
        var strict = new List<string>();
        Decode("""{"Kind":"Pod"}""", strict);
        Assert.Equal(["unknown field \"Kind\""], strict);
    }

    [Fact]
    public void CustomResourcesKeepWhatWasSentAndReportSortedPruning()
    {
        var strict = new List<string>();
        var widget = Decode(
            """{"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"w"},"spec":{"size":"two","unknown":1,"nested":{"zz":1,"a":null}},"extra":"x"}""",
            strict, TestSchemas.Widget);
        Assert.Equal(["unknown field \"extra\"", "unknown field \"spec.nested.zz\"", "unknown field \"spec.unknown\""], strict);
        Assert.EndsWith("""spec":{"size":"two","nested":{"a":null}}}""", JsonEncoder.ToText(widget), StringComparison.Ordinal);
    }

    [Fact]
    public void TooDeepInputIsRefused()
    {
        var json = "{\"spec\":{\"raw\":" + new string('[', 5000) + new string(']', 5000) + "}}";
        Assert.Equal("invalid character '[' exceeded max depth", ErrorOf(json));
    }

    [Fact]
    public void RandomBytesNeverDoMoreThanThrowADecodeException()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var valid = Encoding.UTF8.GetBytes("""{"kind":"Pod","metadata":{"name":"\u00e9\n","labels":{"a":"b"}},"spec":{"containers":[{"name":"c","ports":[{"containerPort":-1.5e3}]}],"size":"1Gi","lastProbeTime":"2020-01-02T03:04:05Z","binary":{"b":"AA=="},"raw":[null,true,{"x":[1]}]}}""");
        for (var i = 0; i < 3000; i++)
        {
            var bytes = valid.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            var input = bytes.AsSpan(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length).ToArray();
            try
            {
                JsonEncoder.ToBytes(JsonDecoder.Decode(input, TestSchemas.Pod, new DecodeOptions { StrictErrors = new List<string>() }));
            }
            catch (DecodeException)
            {
                // The expected outcome of most changes.
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}, input {Convert.ToBase64String(input)}: {error}");
            }
        }
    }

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(1e21, "1e+21")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(-2.5e-9, "-2.5e-9")]
    [InlineData(123456789012345680, "123456789012345680")]
    [InlineData(0.1, "0.1")]
    [InlineData(3, "3")]
    public void FloatsAreWrittenAsGoDoes(double value, string text) => Assert.Equal(text, JsonEncoder.ToText(value));

    [Fact]
    public void IndentedFormIsGosIndent()
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        JsonIndent.Write("""{"a":{},"b":[1,"x:,{"],"c":[]}"""u8, output);
        Assert.Equal("{\n  \"a\": {},\n  \"b\": [\n    1,\n    \"x:,{\"\n  ],\n  \"c\": []\n}", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void UntypedTreesBecomeDocumentsAndBack()
    {
        var pod = Decode("""{"kind":"Pod","metadata":{"name":"a"},"spec":{"containers":[{"name":"c"}]}}""");
        var tree = UntypedJson.FromDocument(pod);
        ((DocMap)tree["metadata"]!)["name"] = "b";
        var back = UntypedJson.ToDocument(tree, TestSchemas.Pod);
        Assert.Equal("b", ((DocObject)back["metadata"]!)["name"]);
        Assert.True(DocNode.DeepEquals(pod["spec"], back["spec"]));
    }
}
