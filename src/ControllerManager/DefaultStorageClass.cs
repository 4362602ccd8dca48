using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.ControllerManager.Volumes;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Creates the StorageClass "standard" once at start, when there is no class of that name: volumes on the disk of the node that a pod runs on.</summary>
internal static class DefaultStorageClass
{
    private const string Name = "standard";

    public static async Task EnsureAsync(ControllerContext context, CancellationToken cancellationToken)
    {
        for (var pause = TimeSpan.FromMilliseconds(100); ; pause = TimeSpan.FromSeconds(5))
        {
            try
            {
                if (await context.Client.FindAsync<StorageClass>(null, Name, cancellationToken).ConfigureAwait(false) is null)
                {
                    var storageClass = new StorageClass { Provisioner = VolumeBinding.LocalProvisioner, ReclaimPolicy = "Delete", VolumeBindingMode = "WaitForFirstConsumer" };
                    storageClass.Metadata.Name = Name;
                    storageClass.Metadata.Annotations = storageClass.Metadata.Annotations.With("storageclass.kubernetes.io/is-default-class", "true");
                    await context.Client.CreateAsync(storageClass, cancellationToken: cancellationToken).ConfigureAwait(false);
                }
                return;
            }
            catch (Exception e) when (e is HttpRequestException || (e is ApiException api && !api.IsAlreadyExists))
            {
                await Task.Delay(pause, context.Time, cancellationToken).ConfigureAwait(false);
            }
            catch (ApiException)
            {
                return;
            }
        }
    }
}
