using System.Buffers;
using System.Buffers.Binary;
using Navarch.ApiMachinery.Json;

namespace Navarch.ApiMachinery.Protobuf;

/// <summary>
/// The frames of application/vnd.kubernetes.protobuf;stream=watch: four bytes of length, most significant first, then a
/// WatchEvent message {type = 1, object = 2 {raw = 1}} whose raw bytes are an object with its own envelope.
/// </summary>
public static class ProtobufWatch
{
    private const int LengthPrefix = 4;

    /// <summary>Writes one frame around an enveloped object.</summary>
    public static void WriteEvent(IBufferWriter<byte> output, string type, ReadOnlySpan<byte> envelopedObject)
    {
        var writer = new BackwardWriter(envelopedObject.Length + 64);
        try
        {
            writer.Bytes(1, envelopedObject);
            writer.Close(2, 0);
            writer.String(1, type);
            BinaryPrimitives.WriteUInt32BigEndian(output.GetSpan(LengthPrefix), (uint)writer.Length);
            output.Advance(LengthPrefix);
            output.Write(writer.Written);
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Reads one frame from the start of the buffer; false when it is not there as a whole yet.</summary>
    /// <exception cref="DecodeException">The frame is longer than <paramref name="maxLength"/> or is not a WatchEvent.</exception>
    public static bool TryReadEvent(ReadOnlySpan<byte> buffer, int maxLength, out string type, out ReadOnlySpan<byte> envelopedObject, out int consumed)
    {
        type = "";
        envelopedObject = [];
        consumed = 0;
        if (buffer.Length < LengthPrefix)
        {
            return false;
        }
        var length = BinaryPrimitives.ReadUInt32BigEndian(buffer);
        if (length > maxLength)
        {
            throw new DecodeException("frame is too large");
        }
        if (buffer.Length - LengthPrefix < length)
        {
            return false;
        }
        consumed = LengthPrefix + (int)length;
        var reader = new ForwardReader(buffer[LengthPrefix..consumed]);
        while (reader.Next())
        {
            switch (reader.Number)
            {
                case 1:
                    reader.Expect(2, "Type");
                    type = StringPool.Get(reader.Bytes());
                    break;
                case 2:
                    reader.Expect(2, "Object");
                    envelopedObject = MessageReader.OnlyBytes(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
        return true;
    }
}
