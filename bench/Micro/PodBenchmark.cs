using System.Buffers;
using BenchmarkDotNet.Attributes;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Protobuf;
using Navarch.Micro.Plain;

namespace Navarch.Micro;

/// <summary>What the API server does with a Pod that a client creates: parse, default, encode.</summary>
[MemoryDiagnoser]
public class PodBenchmark
{
    private readonly PodStrategy _strategy = new();
    private readonly ArrayBufferWriter<byte> _output = new(16384);
    private readonly Pod _pod = PodSample.Slots();
    private readonly PlainPod _plain = PodSample.Plain();

    /// <summary>Properties over slots: what the repository has.</summary>
    [Benchmark(Baseline = true)]
    public int SlotsParseDefaultEncode()
    {
        var pod = PodSample.Slots();
        _strategy.SetDefaults(pod);
        _output.ResetWrittenCount();
        JsonEncoder.Encode(pod, _output);
        return _output.WrittenCount;
    }

    /// <summary>Plain properties with a codec for each type.</summary>
    [Benchmark]
    public int PlainParseDefaultEncode()
    {
        var pod = PodSample.Plain();
        PlainDefaults.Set(pod);
        _output.ResetWrittenCount();
        PlainWriter.Write(pod, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public object SlotsParse() => PodSample.Slots();

    [Benchmark]
    public object PlainParse() => PodSample.Plain();

    [Benchmark]
    public int SlotsEncode()
    {
        _output.ResetWrittenCount();
        JsonEncoder.Encode(_pod, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int PlainEncode()
    {
        _output.ResetWrittenCount();
        PlainWriter.Write(_plain, _output);
        return _output.WrittenCount;
    }

    /// <summary>Reading one field of each container, as a controller does.</summary>
    [Benchmark]
    public int SlotsRead()
    {
        var length = _pod.Spec.NodeName.Length;
        foreach (var container in _pod.Spec.Containers)
        {
            length += container.Image.Length;
        }
        return length;
    }

    [Benchmark]
    public int PlainRead()
    {
        var length = _plain.Spec.NodeName.Length;
        foreach (var container in _plain.Spec.Containers!)
        {
            length += container.Image.Length;
        }
        return length;
    }

    /// <summary>What patches, selectors and server-side apply need of either form: the document without its type.</summary>
    [Benchmark]
    public object SlotsToTree() => UntypedJson.FromDocument(_pod);

    [Benchmark]
    public int SlotsProtobuf()
    {
        _output.ResetWrittenCount();
        ProtobufCodec.Encode(_pod, _output);
        return _output.WrittenCount;
    }
}
