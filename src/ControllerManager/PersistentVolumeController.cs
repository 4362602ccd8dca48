using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Volumes;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Keeps the phase of volumes (Available, Bound, Released), and reclaims those whose claim is gone as their policy says: Retain leaves
/// them, Delete removes what the local provisioner made. It owns the volumes' status.
/// </summary>
internal sealed class PersistentVolumeController(ControllerContext context, string volumesDirectory) : IReconciler
{
    private readonly SharedInformer<PersistentVolumeClaim> _claims = context.Informers.For<PersistentVolumeClaim>();
    private readonly SharedInformer<PersistentVolume> _volumes = context.Informers.For<PersistentVolume>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<PersistentVolume>();
        builder.Watches<PersistentVolumeClaim>(claim => claim.Spec.VolumeName.Length > 0 ? [new Request("", claim.Spec.VolumeName)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_volumes.Get(null, request.Name) is not { } volume)
        {
            return Result.Done;
        }
        var phase = await PhaseAsync(volume, cancellationToken).ConfigureAwait(false);
        if (volume.Status.Phase != phase)
        {
            var updated = volume.Copy();
            updated.Status.Phase = phase;
            updated.Status.LastPhaseTransitionTime = context.Time.GetUtcNow();
            volume = await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (phase == "Released" && volume.Spec.PersistentVolumeReclaimPolicy == "Delete" && volume.Metadata.Annotations[VolumeBinding.ProvisionedBy] == VolumeBinding.LocalProvisioner && !volume.IsDeleting())
        {
            DeleteDirectory(volume);
            try
            {
                await context.Client.DeleteAsync<PersistentVolume>(null, request.Name, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException e) when (e.IsNotFound)
            {
            }
        }
        return Result.Done;
    }

    private async Task<string> PhaseAsync(PersistentVolume volume, CancellationToken cancellationToken)
    {
        if (volume.Spec.ClaimRef is not { } reference || reference.Uid.Length == 0)
        {
            return "Available";
        }
        var claim = _claims.Get(reference.Namespace, reference.Name);
        if (claim?.Metadata.Uid != reference.Uid)
        {
            // Data is at stake: believe only the API server that the claim is gone.
            claim = await context.Client.FindAsync<PersistentVolumeClaim>(reference.Namespace, reference.Name, cancellationToken).ConfigureAwait(false);
        }
        return claim?.Metadata.Uid == reference.Uid ? (claim.Spec.VolumeName == volume.Metadata.Name ? "Bound" : volume.Status.Phase.Length > 0 ? volume.Status.Phase : "Available") : "Released";
    }

    /// <summary>Removes the data, when it lies on this machine and in the provisioner's own directory.</summary>
    private void DeleteDirectory(PersistentVolume volume)
    {
        if (volumesDirectory.Length == 0 || volume.Spec.Local is not { Path: { Length: > 0 } path })
        {
            return;
        }
        var root = Path.GetFullPath(volumesDirectory);
        var full = Path.GetFullPath(path);
        if (full.StartsWith(root + "/", StringComparison.Ordinal) && Directory.Exists(full))
        {
            try
            {
                Directory.Delete(full, recursive: true);
            }
            catch (IOException e)
            {
                context.Events.Warning(volume, "VolumeFailedDelete", e.Message);
                throw;
            }
        }
    }
}
