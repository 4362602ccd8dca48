using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Workloads;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Keeps a claim that is being deleted as long as a pod uses it. It owns the finalizer kubernetes.io/pvc-protection.</summary>
internal sealed class PersistentVolumeClaimProtectionController(ControllerContext context) : IReconciler
{
    private const string Finalizer = "kubernetes.io/pvc-protection";
    private readonly SharedInformer<PersistentVolumeClaim> _claims = context.Informers.For<PersistentVolumeClaim>();
    private readonly SharedInformer<Pod> _pods = context.Informers.For<Pod>();

    public void Configure(ControllerBuilder builder)
    {
        _pods.AddIndex("claim", pod => ClaimsOf(pod).Select(c => pod.Metadata.Namespace + "/" + c));
        builder.For<PersistentVolumeClaim>();
        builder.WatchesChanges<Pod>((old, pod) => old is not null && (pod is null || (pod.IsFinished() && !old.IsFinished()))
            ? ClaimsOf(old).Select(c => new Request(old.Metadata.Namespace, c)) : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_claims.Get(request.Namespace, request.Name) is not { } claim)
        {
            return Result.Done;
        }
        if (!claim.IsDeleting())
        {
            if (!claim.HasFinalizer(Finalizer))
            {
                await context.Client.UpdateAsync(claim.WithFinalizer(Finalizer), cancellationToken: cancellationToken).ConfigureAwait(false);
            }
        }
        else if (claim.HasFinalizer(Finalizer) && !_pods.ByIndex("claim", request.ToString()).Any(p => !p.IsFinished()))
        {
            await context.Client.UpdateAsync(claim.WithoutFinalizer(Finalizer), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }

    private static IEnumerable<string> ClaimsOf(Pod pod)
    {
        foreach (var volume in pod.Spec.Volumes)
        {
            if (volume.PersistentVolumeClaim is { } claim)
            {
                yield return claim.ClaimName;
            }
            else if (volume.Ephemeral is not null)
            {
                yield return pod.Metadata.Name + "-" + volume.Name;
            }
        }
    }
}

/// <summary>Keeps a volume that is being deleted as long as a claim is bound to it. It owns the finalizer kubernetes.io/pv-protection.</summary>
internal sealed class PersistentVolumeProtectionController(ControllerContext context) : IReconciler
{
    private const string Finalizer = "kubernetes.io/pv-protection";
    private readonly SharedInformer<PersistentVolume> _volumes = context.Informers.For<PersistentVolume>();

    public void Configure(ControllerBuilder builder) => builder.For<PersistentVolume>();

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_volumes.Get(null, request.Name) is not { } volume)
        {
            return Result.Done;
        }
        if (!volume.IsDeleting() && !volume.HasFinalizer(Finalizer))
        {
            await context.Client.UpdateAsync(volume.WithFinalizer(Finalizer), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        else if (volume.IsDeleting() && volume.HasFinalizer(Finalizer) && volume.Status.Phase != "Bound")
        {
            await context.Client.UpdateAsync(volume.WithoutFinalizer(Finalizer), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }
}
