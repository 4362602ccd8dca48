using System.Net;
using System.Threading.Channels;
using Google.Protobuf;

namespace Navarch.Store.Etcd;

/// <summary>The request side of a stream: sends what it is given until it is closed.</summary>
internal sealed class RequestStream : HttpContent
{
    private readonly Channel<IMessage> _requests = Channel.CreateUnbounded<IMessage>(new UnboundedChannelOptions { SingleReader = true });

    public void Send(IMessage request) => _requests.Writer.TryWrite(request);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await foreach (IMessage request in _requests.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            await stream.WriteAsync(GrpcChannel.Frame(request), cancellationToken).ConfigureAwait(false);
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _requests.Writer.TryComplete();
        base.Dispose(disposing);
    }
}
