using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Yaml;

namespace Navarch.ApiMachinery.Tests.Yaml;

public sealed class YamlTests
{
    private static object? Tree(string yaml) => YamlDecoder.DecodeTree(Encoding.UTF8.GetBytes(yaml));

    private static string Json(string yaml) => JsonEncoder.ToText(Tree(yaml));

    [Theory]
    [InlineData("a: yes", """{"a":true}""")]
    [InlineData("a: Off", """{"a":false}""")]
    [InlineData("a: \"yes\"", """{"a":"yes"}""")]
    [InlineData("a: 0777", """{"a":511}""")]
    [InlineData("a: 0x1F", """{"a":31}""")]
    [InlineData("a: 1_000", """{"a":1000}""")]
    [InlineData("a: 1.0", """{"a":1}""")]
    [InlineData("a: 1e3", """{"a":1000}""")]
    [InlineData("a: 1.2.3", """{"a":"1.2.3"}""")]
    [InlineData("a: 0.5", """{"a":0.5}""")]
    [InlineData("a: -", """{"a":[null]}""")]
    [InlineData("a:", """{"a":null}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a: 2020-01-01", """{"a":"2020-01-01"}""")]
    [InlineData("1: b\ntrue: c", """{"1":"b","true":"c"}""")]
    [InlineData("a: |\n  x\n  y\nb: >-\n  x\n  y", """{"a":"x\ny\n","b":"x y"}""")]
    [InlineData("a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2", """{"a":{"b":1},"c":{"b":1},"d":{"b":1,"e":2}}""")]
    [InlineData("{\"a\": [1, \"2\", null]}", """{"a":[1,"2",null]}""")]
    [InlineData("a: 12e03", """{"a":12000}""")]
    [InlineData("a: !!str 1", """{"a":"1"}""")]
    [InlineData("", "null")]
    [InlineData("a: 1\n---\nb: 2", """{"a":1}""")]
    public void ScalarsAreReadAsGoReadsThem(string yaml, string json)
    {
        if (yaml == "a: -")
        {
            yaml = "a:\n-";
        }
        Assert.Equal(json, Json(yaml));
    }

    [Fact]
    public void DuplicateKeysAreOneStrictErrorWithTheirLines()
    {
        var strict = new List<string>();
        var options = new DecodeOptions { StrictErrors = strict };
        YamlDecoder.Decode("kind: Pod\nspec:\n  replicas: 1\n  replicas: 2\n  bogus: 1\n"u8, TestSchemas.Pod, options);
        Assert.Equal(["yaml: unmarshal errors:\n  line 4: key \"replicas\" already set in map", "unknown field \"spec.bogus\""], strict);
    }

    [Fact]
    public void BillionLaughsAreRefused()
    {
        var yaml = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 10; i++)
        {
            yaml.Append('a').Append(i).Append(": &a").Append(i).Append(" [").AppendJoin(',', Enumerable.Repeat("*a" + (i - 1), 10)).Append("]\n");
        }
        Assert.Equal("yaml: document contains excessive aliasing", Assert.Throws<DecodeException>(() => Tree(yaml.ToString())).Message);
    }

    [Theory]
    [InlineData("a: [")]
    [InlineData("a: b: c")]
    [InlineData("a: *nowhere")]
    public void MalformedYamlIsADecodeException(string yaml) =>
        Assert.StartsWith("yaml: ", Assert.Throws<DecodeException>(() => Tree(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void DocumentsAreWrittenAsGoWritesThem()
    {
        var tree = (DocMap)UntypedJson.Decode(Encoding.UTF8.GetBytes(
            """
            {"kind":"Pod","apiVersion":"v1","metadata":{"name":"1","creationTimestamp":"2020-01-02T03:04:05Z","annotations":{"yes":"true","k10":"a","k9":"b: c","empty":""}},
             "spec":{"containers":[{"name":"c","args":["-c","echo hi\necho ho\n","# no","it's: ","*x"],"ports":[],"resources":{}}],"n":5,"f":1.5,"b":true,"z":null,
             "nested":[[1,2],[{"a":1,"b":2}]]}}
            """))!;
        Assert.Equal(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              annotations:
                empty: ""
                k9: 'b: c'
                k10: a
                "yes": "true"
              creationTimestamp: "2020-01-02T03:04:05Z"
              name: "1"
            spec:
              b: true
              containers:
              - args:
                - -c
                - |
                  echo hi
                  echo ho
                - '# no'
                - 'it''s: '
                - '*x'
                name: c
                ports: []
                resources: {}
              f: 1.5
              "n": 5
              nested:
              - - 1
                - 2
              - - a: 1
                  b: 2
              z: null

            """, YamlEncoder.ToText(tree));
    }

    [Fact]
    public void RandomTextSurvivesYaml()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        const string Characters = "ab1 :-#'\"\\\n\t,[]{}&*!|>%@`?~=.é\u2028\u0001😀";
        for (var i = 0; i < 3000; i++)
        {
            var text = new StringBuilder();
            for (var length = random.Next(8); length > 0; length--)
            {
                var c = Characters[random.Next(Characters.Length - 2)];
                text.Append(c);
            }
            var map = new DocMap(Schemas.TypeSchema.Any);
            var list = new DocList(Schemas.TypeSchema.Any);
            list.Add(text.ToString());
            map["k" + text.ToString()] = list;
            map["v"] = text.ToString();
            var yaml = YamlEncoder.ToText(map);
            try
            {
                Assert.Equal(JsonEncoder.ToText(map), Json(yaml));
            }
            catch (Exception error)
            {
                Assert.Fail($"seed {seed}: {JsonEncoder.ToText(map)} as\n{yaml}\n{error.Message}");
            }
        }
    }
}
