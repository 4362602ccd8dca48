using Navarch.Api.Core.V1;
using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.ControllerManager.Volumes;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Binds claims to volumes, and has the local provisioner make volumes where its class says so. A binding is written volume first
/// (claimRef), then claim (volumeName), so that after a stop in between it is found and finished. It owns both and the claims' status.
/// </summary>
internal sealed class PersistentVolumeClaimController(ControllerContext context, string volumesDirectory) : IReconciler
{
    private readonly SharedInformer<PersistentVolumeClaim> _claims = context.Informers.For<PersistentVolumeClaim>();
    private readonly SharedInformer<PersistentVolume> _volumes = context.Informers.For<PersistentVolume>();
    private readonly SharedInformer<StorageClass> _classes = context.Informers.For<StorageClass>();
    private readonly SharedInformer<Node> _nodes = context.Informers.For<Node>();

    public void Configure(ControllerBuilder builder)
    {
        // One at a time: two claims must not take one volume.
        builder.Concurrency = 1;
        builder.For<PersistentVolumeClaim>();
        builder.Reads<Node>();
        builder.Watches<PersistentVolume>(volume => volume.Spec.ClaimRef is { } claim
            ? [new Request(claim.Namespace, claim.Name)]
            : Unbound().Where(c => VolumeBinding.ClassOf(c) == volume.Spec.StorageClassName).Select(c => new Request(c.Metadata.Namespace, c.Metadata.Name)));
        builder.Watches<StorageClass>(storageClass =>
            Unbound().Where(c => VolumeBinding.ClassOf(c) == storageClass.Metadata.Name).Select(c => new Request(c.Metadata.Namespace, c.Metadata.Name)));
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_claims.Get(request.Namespace, request.Name) is not { } claim)
        {
            return Result.Done;
        }
        if (claim.Metadata.Annotations.ContainsKey(VolumeBinding.BindCompleted))
        {
            await CheckBoundAsync(claim, cancellationToken).ConfigureAwait(false);
            return Result.Done;
        }
        if (claim.IsDeleting())
        {
            return Result.Done;
        }
        if (claim.Spec.VolumeName.Length > 0)
        {
            // Somebody asked for this very volume.
            var wanted = _volumes.Get(null, claim.Spec.VolumeName);
            if (wanted is not null && (wanted.Spec.ClaimRef is null || VolumeBinding.IsBoundTo(wanted, claim)))
            {
                await BindAsync(claim, wanted, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await SetPhaseAsync(claim, "Pending", cancellationToken).ConfigureAwait(false);
            }
            return Result.Done;
        }
        var storageClass = _classes.Get(null, VolumeBinding.ClassOf(claim));
        var node = claim.Metadata.Annotations[VolumeBinding.SelectedNode];
        var waits = VolumeBinding.WaitsForConsumer(storageClass) && string.IsNullOrEmpty(node);
        if (VolumeBinding.BestMatch(claim, _volumes.List(), waits) is { } volume)
        {
            await BindAsync(claim, volume, cancellationToken).ConfigureAwait(false);
            return Result.Done;
        }
        await SetPhaseAsync(claim, "Pending", cancellationToken).ConfigureAwait(false);
        if (waits)
        {
            context.Events.Normal(claim, "WaitForFirstConsumer", "waiting for first consumer to be created before binding");
        }
        else if (storageClass is null)
        {
            context.Events.Normal(claim, "FailedBinding", VolumeBinding.ClassOf(claim).Length == 0
                ? "no persistent volumes available for this claim and no storage class is set"
                : $"storageclass.storage.k8s.io \"{VolumeBinding.ClassOf(claim)}\" not found");
        }
        else
        {
            await ProvisionAsync(claim, storageClass, node, cancellationToken).ConfigureAwait(false);
        }
        return Result.Done;
    }

    private async Task ProvisionAsync(PersistentVolumeClaim claim, StorageClass storageClass, string? nodeName, CancellationToken cancellationToken)
    {
        if (claim.Metadata.Annotations[VolumeBinding.StorageProvisioner] != storageClass.Provisioner && storageClass.Provisioner != "kubernetes.io/no-provisioner")
        {
            var told = claim.Copy();
            told.Metadata.Annotations = told.Metadata.Annotations
                .With(VolumeBinding.StorageProvisioner, storageClass.Provisioner).With(VolumeBinding.BetaStorageProvisioner, storageClass.Provisioner);
            claim = await context.Client.UpdateAsync(told, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (storageClass.Provisioner != VolumeBinding.LocalProvisioner || volumesDirectory.Length == 0)
        {
            context.Events.Normal(claim, "ExternalProvisioning", $"Waiting for a volume to be created either by the external provisioner '{storageClass.Provisioner}' or manually by the system administrator. "
                + "If volume creation is delayed, please verify that the provisioner is running and correctly registered.");
            return;
        }
        var node = string.IsNullOrEmpty(nodeName) ? _nodes.List().OrderBy(n => n.Metadata.Name, StringComparer.Ordinal).FirstOrDefault() : _nodes.Get(null, nodeName);
        if (node is null)
        {
            context.Events.Warning(claim, "ProvisioningFailed", $"failed to provision volume with StorageClass \"{storageClass.Metadata.Name}\": node \"{nodeName}\" not found");
            return;
        }
        if (VolumeBinding.Provision(claim, storageClass, node, volumesDirectory) is not { } volume)
        {
            context.Events.Warning(claim, "ProvisioningFailed", $"failed to provision volume with StorageClass \"{storageClass.Metadata.Name}\": a local volume is one node's file system: "
                + "volumeMode Block, a selector and the access modes ReadWriteMany and ReadOnlyMany are not possible");
            return;
        }
        var name = volume.Metadata.Name;
        try
        {
            volume = await context.Client.CreateAsync(volume, cancellationToken: cancellationToken).ConfigureAwait(false);
            context.Events.Normal(claim, "ProvisioningSucceeded", $"Successfully provisioned volume {name}");
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            volume = await context.Client.GetAsync<PersistentVolume>(null, name, cancellationToken).ConfigureAwait(false);
        }
        await BindAsync(claim, volume, cancellationToken).ConfigureAwait(false);
    }

    private async Task BindAsync(PersistentVolumeClaim claim, PersistentVolume volume, CancellationToken cancellationToken)
    {
        if (volume.Spec.ClaimRef?.Uid != claim.Metadata.Uid)
        {
            var taken = volume.Copy();
            if (taken.Spec.ClaimRef is null)
            {
                taken.Metadata.Annotations = taken.Metadata.Annotations.With(VolumeBinding.BoundByController, "yes");
            }
            taken.Spec.ClaimRef = EventRecorder.ReferenceTo(claim);
            volume = await context.Client.UpdateAsync(taken, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (volume.Status.Phase != "Bound")
        {
            var bound = volume.Copy();
            bound.Status.Phase = "Bound";
            bound.Status.LastPhaseTransitionTime = context.Time.GetUtcNow();
            volume = await context.Client.UpdateStatusAsync(bound, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        if (claim.Spec.VolumeName != volume.Metadata.Name || !claim.Metadata.Annotations.ContainsKey(VolumeBinding.BindCompleted))
        {
            var bound = claim.Copy();
            if (bound.Spec.VolumeName.Length == 0)
            {
                bound.Metadata.Annotations = bound.Metadata.Annotations.With(VolumeBinding.BoundByController, "yes");
            }
            bound.Metadata.Annotations = bound.Metadata.Annotations.With(VolumeBinding.BindCompleted, "yes");
            bound.Spec.VolumeName = volume.Metadata.Name;
            claim = await context.Client.UpdateAsync(bound, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        await SetBoundAsync(claim, volume, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckBoundAsync(PersistentVolumeClaim claim, CancellationToken cancellationToken)
    {
        var volume = _volumes.Get(null, claim.Spec.VolumeName);
        if (volume is not null && volume.Spec.ClaimRef?.Uid == claim.Metadata.Uid)
        {
            await SetBoundAsync(claim, volume, cancellationToken).ConfigureAwait(false);
        }
        else if (volume is not null && volume.Spec.ClaimRef is null)
        {
            await BindAsync(claim, volume, cancellationToken).ConfigureAwait(false);
        }
        else if (claim.Status.Phase != "Lost")
        {
            context.Events.Warning(claim, volume is null ? "ClaimLost" : "ClaimMisbound",
                volume is null ? "Bound claim has lost its PersistentVolume. Data on the volume is lost!" : "Two claims are bound to the same volume, this one is bound incorrectly");
            await SetPhaseAsync(claim, "Lost", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SetBoundAsync(PersistentVolumeClaim claim, PersistentVolume volume, CancellationToken cancellationToken)
    {
        var bound = claim.Copy();
        bound.Status.Phase = "Bound";
        bound.Status.AccessModes = volume.Spec.AccessModes;
        bound.Status.Capacity = volume.Spec.Capacity;
        if (!DocNode.DeepEquals(bound.Status, claim.Status))
        {
            await context.Client.UpdateStatusAsync(bound, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SetPhaseAsync(PersistentVolumeClaim claim, string phase, CancellationToken cancellationToken)
    {
        if (claim.Status.Phase != phase)
        {
            var updated = claim.Copy();
            updated.Status.Phase = phase;
            await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private IEnumerable<PersistentVolumeClaim> Unbound() => _claims.List().Where(c => !c.Metadata.Annotations.ContainsKey(VolumeBinding.BindCompleted));
}
