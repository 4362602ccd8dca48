using System.Buffers;
using System.Text;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Protobuf;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Tests.Wire;

public sealed class WireRoundTripTests
{
    private static byte[] Message(DocObject document)
    {
        var output = new ArrayBufferWriter<byte>();
        ProtobufCodec.EncodeMessage(document, output);
        return output.WrittenSpan.ToArray();
    }

    private static string FirstDifference(string a, string b)
    {
        var at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        string Around(string text) => text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 60)];
        return $"…{Around(a)}… became …{Around(b)}…";
    }

    private static IEnumerable<ObjectSchema> WireSchemas() =>
        BuiltInKinds.Schemas().Where(schema => !schema.Name.StartsWith("io.k8s.apimachinery.pkg.version.", StringComparison.Ordinal));

    [Fact]
    public void EveryTypeKeepsItsContentThroughJsonAndProtobuf()
    {
        var seed = Environment.TickCount;
        var random = new RandomDocuments(seed);
        foreach (var schema in WireSchemas())
        {
            for (var round = 0; round < 3; round++)
            {
                // The first pass takes out what is never kept, such as empty lists.
                var document = JsonDecoder.Decode(JsonEncoder.ToBytes(random.Make(schema)), schema);
                var json = JsonEncoder.ToText(document);
                Assert.True(json == JsonEncoder.ToText(JsonDecoder.Decode(Encoding.UTF8.GetBytes(json), schema)), $"seed {seed}: JSON of {schema.Name}");
                var message = Message(document);
                var back = ProtobufCodec.DecodeMessage(message, schema);
                Assert.True(json == JsonEncoder.ToText(back), $"seed {seed}: protobuf of {schema.Name}: {FirstDifference(json, JsonEncoder.ToText(back))}");
                Assert.True(message.AsSpan().SequenceEqual(Message(back)), $"seed {seed}: protobuf of {schema.Name} is not stable");
            }
        }
    }

    [Fact]
    public void EveryFieldIsOnTheProtobufWire()
    {
        // What has no number and no inline place would be lost without a word.
        foreach (var schema in WireSchemas())
        {
            for (var slot = 0; slot < schema.Fields.Length; slot++)
            {
                var field = schema.Fields[slot];
                if (field.Name is "apiVersion" or "kind")
                {
                    continue;
                }
                Assert.True(ProtobufCodec.HasWireField(schema, slot), $"{schema.Name}.{field.Name} has no place in protobuf");
            }
        }
    }

    [Fact]
    public void ChangedBytesNeverDoMoreThanThrowADecodeException()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var documents = new RandomDocuments(seed);
        for (var round = 0; round < 60; round++)
        {
            var valid = Message(JsonDecoder.Decode(JsonEncoder.ToBytes(documents.Make(Pod.TypeSchema)), Pod.TypeSchema));
            for (var i = 0; i < 40; i++)
            {
                var bytes = valid.AsSpan(0, random.Next(3) == 0 ? random.Next(valid.Length) : valid.Length).ToArray();
                for (var change = random.Next(1, 5); change > 0 && bytes.Length > 0; change--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }
                try
                {
                    JsonEncoder.ToBytes(ProtobufCodec.DecodeMessage(bytes, Pod.TypeSchema));
                }
                catch (DecodeException)
                {
                    // The expected outcome of most changes.
                }
                catch (Exception error)
                {
                    Assert.Fail($"seed {seed}, {Convert.ToBase64String(bytes)}: {error}");
                }
            }
        }
    }

    [Fact]
    public void AnEnvelopeNamesTheKindAndHoldsTheMessage()
    {
        var pod = new Pod { Metadata = { Name = "a" }, Spec = { Containers = [new Container { Name = "c", Image = "i" }] } };
        var output = new ArrayBufferWriter<byte>();
        ProtobufCodec.Encode(pod, output);
        Assert.True(output.WrittenSpan.StartsWith("k8s\0\n\t\n\u0002v1\u0012\u0003Pod\u0012"u8));
        var envelope = ProtobufEnvelope.Read(output.WrittenSpan);
        Assert.Equal(("v1", "Pod"), (envelope.ApiVersion, envelope.Kind));
        Assert.Equal(JsonEncoder.ToText(pod), JsonEncoder.ToText(ProtobufCodec.Decode(output.WrittenSpan, Pod.TypeSchema)));
        Assert.Equal(
            "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]",
            Assert.Throws<DecodeException>(() => ProtobufEnvelope.Read("{}"u8).Kind).Message);
    }

    [Fact]
    public void AListIsJoinedFromItsItemsMessages()
    {
        byte[][] items = [Message(new ConfigMap { Metadata = { Name = "a" } }), Message(new ConfigMap { Metadata = { Name = new string('b', 200) } })];
        var output = new ArrayBufferWriter<byte>();
        ProtobufList.WriteStart(output, "v1", "ConfigMapList", new Meta.V1.ListMeta { ResourceVersion = "7" }, items.Sum(item => ProtobufList.ItemLength(item.Length)));
        foreach (var item in items)
        {
            ProtobufList.WriteItem(output, item);
        }
        var list = ProtobufList.Decode(output.WrittenSpan, Meta.V1.ListMeta.TypeSchema, ConfigMap.TypeSchema);
        Assert.Equal(("v1", "ConfigMapList", "7"), (list.ApiVersion, list.Kind, list.Metadata["resourceVersion"]));
        Assert.Equal(["a", new string('b', 200)], list.Items.Select(item => ((ConfigMap)item).Metadata.Name));
    }

    [Fact]
    public void WatchFramesComeBackWhole()
    {
        var enveloped = new ArrayBufferWriter<byte>();
        ProtobufCodec.Encode(new ConfigMap { Metadata = { Name = "a" } }, enveloped);
        var stream = new ArrayBufferWriter<byte>();
        ProtobufWatch.WriteEvent(stream, "ADDED", enveloped.WrittenSpan);
        ProtobufWatch.WriteEvent(stream, "DELETED", enveloped.WrittenSpan);
        Assert.False(ProtobufWatch.TryReadEvent(stream.WrittenSpan[..20], 1000, out _, out _, out _));
        Assert.True(ProtobufWatch.TryReadEvent(stream.WrittenSpan, 1000, out var type, out var raw, out var consumed));
        Assert.Equal("ADDED", type);
        Assert.True(raw.SequenceEqual(enveloped.WrittenSpan));
        Assert.True(ProtobufWatch.TryReadEvent(stream.WrittenSpan[consumed..], 1000, out type, out _, out _));
        Assert.Equal("DELETED", type);
        Assert.Throws<DecodeException>(() => ProtobufWatch.TryReadEvent(stream.WrittenSpan, 10, out _, out _, out _));
    }

    [Fact]
    public void InlineFieldsStandInTheirOwnMessage()
    {
        var probe = new Probe { TimeoutSeconds = 1, HttpGet = new HTTPGetAction { Path = "/", Port = 80 } };
        // handler = 1 { httpGet = 2 { path = 1 …
        var message = Message(probe);
        Assert.Equal((0x0A, 0x12), (message[0], message[2]));
        Assert.Equal(JsonEncoder.ToText(probe), JsonEncoder.ToText(ProtobufCodec.DecodeMessage(Message(probe), Probe.TypeSchema)));
    }
}
