using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Sdk;

namespace Navarch.ControllerManager.Workloads;

/// <summary>Creates and deletes pods for a controller, and says so in events.</summary>
internal sealed class PodControl(ControllerContext context)
{
    /// <summary>A pod of a template, which belongs to the owner; without a name.</summary>
    public static Pod FromTemplate(PodTemplateSpec template, KubernetesObject owner)
    {
        var pod = new Pod { Spec = template.Spec.Copy() };
        pod.Metadata.Namespace = owner.Metadata.Namespace;
        pod.Metadata.Labels = template.Metadata.Labels;
        pod.Metadata.Annotations = template.Metadata.Annotations;
        pod.Metadata.Finalizers = template.Metadata.Finalizers;
        pod.Metadata.OwnerReferences = [owner.AsController()];
        return pod;
    }

    /// <summary>Creates the pod.</summary>
    public async Task<Pod> CreateAsync(KubernetesObject owner, Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            var created = await context.Client.CreateAsync(pod, cancellationToken: cancellationToken).ConfigureAwait(false);
            context.Events.Normal(owner, "SuccessfulCreate", "Created pod: " + created.Metadata.Name);
            return created;
        }
        catch (ApiException e) when (!e.Status.HasCause("NamespaceTerminating"))
        {
            context.Events.Warning(owner, "FailedCreate", "Error creating: " + e.Message);
            throw;
        }
    }

    /// <summary>Deletes the pod, if it is still the same one.</summary>
    public async Task DeleteAsync(KubernetesObject owner, Pod pod, CancellationToken cancellationToken)
    {
        try
        {
            await context.Client.DeleteAsync<Pod>(pod.Metadata.Namespace, pod.Metadata.Name,
                new DeleteOptions { Preconditions = new Preconditions { Uid = pod.Metadata.Uid } }, cancellationToken).ConfigureAwait(false);
            context.Events.Normal(owner, "SuccessfulDelete", "Deleted pod: " + pod.Metadata.Name);
        }
        catch (ApiException e) when (e.IsNotFound || e.IsConflict)
        {
            // Gone already, or another pod of that name.
        }
        catch (ApiException e)
        {
            context.Events.Warning(owner, "FailedDelete", "Error deleting: " + e.Message);
            throw;
        }
    }
}
