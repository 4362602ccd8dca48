using System.Globalization;
using Navarch.Api.Core.V1;
using Navarch.Kubelet.Containers;
using Navarch.Kubelet.Cri;
using Navarch.Kubelet.PodWorkers;
using Navarch.Kubelet.Statuses;

namespace Navarch.Kubelet.Images;

/// <summary>What came of asking for an image: the image, or why the container has to wait and until when.</summary>
internal readonly record struct ImageOutcome(Cri.V1.Image? Image, WaitingReason? Waiting, DateTimeOffset? RetryAt);

/// <summary>Gets the image of a container by its pull policy, with upstream's events, reasons and back-off.</summary>
internal sealed class ImagePuller(ImageService images, KubeletEvents events, TimeProvider time)
{
    private const string Normal = "Normal";
    private const string Warning = "Warning";

    public async Task<ImageOutcome> EnsureAsync(
        Pod pod, Container container, BackOff backOff, IReadOnlyList<Secret> pullSecrets, Cri.V1.PodSandboxConfig sandbox, CancellationToken ct)
    {
        if (ImageReference.Normalize(container.Image) is not { } image)
        {
            var bad = $"Failed to apply default image tag \"{container.Image}\": couldn't parse image name \"{container.Image}\": invalid reference format";
            return Fail(pod, container, "InvalidImageName", bad, "InspectFailed", null);
        }

        var present = await images.ImageStatusAsync(image, ct);
        var pull = container.ImagePullPolicy switch { "Always" => true, "Never" => false, _ => present is null };
        if (!pull)
        {
            if (present is not null)
            {
                events.Pod(pod, Normal, "Pulled", $"Container image \"{container.Image}\" already present on machine and can be accessed by the pod", container);
                return new ImageOutcome(present, null, null);
            }

            return Fail(
                pod, container, "ErrImageNeverPull", $"Container image \"{container.Image}\" is not present with pull policy of Never", "ErrImageNeverPull",
                time.GetUtcNow() + Limits.SyncRetry);
        }

        var key = "image\0" + container.Image;
        if (lastFailure.TryGetValue((pod.Metadata.Uid, container.Image), out var last) && backOff.BlockedUntil(key, last.At, time.GetUtcNow()) is { } until)
        {
            var message = $"Back-off pulling image \"{container.Image}\"";
            events.Pod(pod, Normal, "BackOff", message, container);
            events.Pod(pod, Warning, "Failed", "Error: ImagePullBackOff", container);
            return new ImageOutcome(null, new WaitingReason("ImagePullBackOff", $"{message}: ErrImagePull: {last.Message}"), until);
        }

        return await PullAsync(pod, container, image, key, backOff, pullSecrets, sandbox, ct);
    }

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string, string), (DateTimeOffset At, string Message)> lastFailure = new();

    public void Forget(string podUid)
    {
        foreach (var key in lastFailure.Keys.Where(k => k.Item1 == podUid))
        {
            lastFailure.TryRemove(key, out _);
        }
    }

    private async Task<ImageOutcome> PullAsync(
        Pod pod, Container container, string image, string key, BackOff backOff, IReadOnlyList<Secret> pullSecrets, Cri.V1.PodSandboxConfig sandbox,
        CancellationToken ct)
    {
        events.Pod(pod, Normal, "Pulling", $"Pulling image \"{container.Image}\"", container);
        var started = time.GetTimestamp();
        try
        {
            var reference = await PullWithAnyAsync(image, pullSecrets, sandbox, ct);
            var pulled = await images.ImageStatusAsync(reference, ct) ?? await images.ImageStatusAsync(image, ct)
                ?? throw new RpcException(RpcCode.NotFound, $"image {image} is gone after its pull");
            var took = ContainerSpecs.GoDurationPrecise(time.GetElapsedTime(started));
            events.Pod(
                pod, Normal, "Pulled",
                string.Create(CultureInfo.InvariantCulture, $"Successfully pulled image \"{container.Image}\" in {took} ({took} including waiting). Image size: {pulled.Size} bytes."),
                container);
            lastFailure.TryRemove((pod.Metadata.Uid, container.Image), out _);
            return new ImageOutcome(pulled, null, null);
        }
        catch (RpcException e)
        {
            var now = time.GetUtcNow();
            lastFailure[(pod.Metadata.Uid, container.Image)] = (now, e.Text);
            backOff.Next(key, now, now);
            events.Pod(pod, Warning, "Failed", $"Failed to pull image \"{container.Image}\": {e.Text}", container);
            events.Pod(pod, Warning, "Failed", "Error: ErrImagePull", container);
            // Tried again when the back-off is over; the state says so until then.
            return new ImageOutcome(null, new WaitingReason("ErrImagePull", e.Text), now + Limits.SyncRetry);
        }
    }

    /// <summary>Tries the pod's credentials for that registry one after the other, or none.</summary>
    private async Task<string> PullWithAnyAsync(string image, IReadOnlyList<Secret> pullSecrets, Cri.V1.PodSandboxConfig sandbox, CancellationToken ct)
    {
        RpcException? refused = null;
        foreach (var auth in PullSecrets.For(image, pullSecrets))
        {
            try
            {
                return await images.PullImageAsync(image, auth, sandbox, ct);
            }
            catch (RpcException e)
            {
                refused = e;
            }
        }

        return refused is null ? await images.PullImageAsync(image, null, sandbox, ct) : throw refused;
    }

    private ImageOutcome Fail(Pod pod, Container container, string reason, string message, string eventReason, DateTimeOffset? retryAt)
    {
        events.Pod(pod, Warning, eventReason, message, container);
        events.Pod(pod, Warning, "Failed", "Error: " + reason, container);
        return new ImageOutcome(null, new WaitingReason(reason, message), retryAt);
    }
}
