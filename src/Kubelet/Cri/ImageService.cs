using Google.Protobuf;
using Navarch.Kubelet.Cri.V1;

namespace Navarch.Kubelet.Cri;

/// <summary>CRI's runtime.v1.ImageService.</summary>
internal sealed class ImageService(GrpcConnection connection)
{
    private const string Service = "runtime.v1.ImageService/";
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromMinutes(2);

    /// <summary>The image, or null where the runtime hasn't got it.</summary>
    public async Task<Image?> ImageStatusAsync(string image, CancellationToken ct) =>
        (await Call("ImageStatus", new ImageStatusRequest { Image = new ImageSpec { Image = image } }, ImageStatusResponse.Parser, ct)).Image;

    /// <summary>Pulls the image and returns the reference under which containers name it.</summary>
    public async Task<string> PullImageAsync(string image, AuthConfig? auth, PodSandboxConfig? sandbox, CancellationToken ct)
    {
        var request = new PullImageRequest { Image = new ImageSpec { Image = image }, Auth = auth, SandboxConfig = sandbox };
        var response = await connection.CallAsync(Service + "PullImage", request, PullImageResponse.Parser, Limits.ImagePullTimeout, ct);
        return response.ImageRef;
    }

    public async Task<IReadOnlyList<Image>> ListImagesAsync(CancellationToken ct) =>
        (await Call("ListImages", new ListImagesRequest(), ListImagesResponse.Parser, ct)).Images;

    public Task RemoveImageAsync(string image, CancellationToken ct) =>
        Call("RemoveImage", new RemoveImageRequest { Image = new ImageSpec { Image = image } }, RemoveImageResponse.Parser, ct);

    public Task<ImageFsInfoResponse> ImageFsInfoAsync(CancellationToken ct) =>
        Call("ImageFsInfo", new ImageFsInfoRequest(), ImageFsInfoResponse.Parser, ct);

    private Task<T> Call<T>(string method, IMessage request, MessageParser<T> parser, CancellationToken ct)
        where T : IMessage<T> => connection.CallAsync(Service + method, request, parser, RequestTimeout, ct);
}
