using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Registry;

namespace Navarch.ApiServer.Admission;

/// <summary>Gives pods their service account and mounts its token.</summary>
internal sealed class ServiceAccountAdmission(ResourceRegistry registry) : AdmissionPlugin
{
    private const string MountPath = "/var/run/secrets/kubernetes.io/serviceaccount";
    private const string MirrorAnnotation = "kubernetes.io/config.mirror";

    public override string Name => "ServiceAccount";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Operation != Operation.Create || attributes.Subresource.Length > 0 || attributes.Object is not Pod pod || pod.Metadata.Annotations.ContainsKey(MirrorAnnotation))
        {
            return ValueTask.CompletedTask;
        }
        if (pod.Spec.ServiceAccountName.Length == 0)
        {
            pod.Spec.ServiceAccountName = "default";
        }
        pod.Spec.ServiceAccount = pod.Spec.ServiceAccountName;
        var cache = registry.For<ServiceAccount>().Cache!;
        if (cache.Get(cache.KeyOf(attributes.Namespace, pod.Spec.ServiceAccountName))?.Document is not ServiceAccount account)
        {
            throw Status.Forbidden(attributes.Endpoint.GroupResource, attributes.Name,
                $"error looking up service account {attributes.Namespace}/{pod.Spec.ServiceAccountName}: serviceaccount \"{pod.Spec.ServiceAccountName}\" not found").ToException();
        }
        if (pod.Spec.ImagePullSecrets.Count == 0 && account.ImagePullSecrets.Count > 0)
        {
            pod.Spec.ImagePullSecrets = account.ImagePullSecrets.Select(s => new LocalObjectReference { Name = s.Name }).ToListOf();
        }
        if (pod.Spec.AutomountServiceAccountToken ?? account.AutomountServiceAccountToken ?? true)
        {
            MountToken(pod);
        }
        return ValueTask.CompletedTask;
    }

    private static void MountToken(Pod pod)
    {
        var containers = pod.Spec.InitContainers.Concat(pod.Spec.Containers).ToList();
        if (containers.TrueForAll(c => c.VolumeMounts.Any(m => m.MountPath == MountPath)))
        {
            return;
        }
        var volumeName = "kube-api-access-" + System.Security.Cryptography.RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);
        foreach (var container in containers.Where(c => c.VolumeMounts.All(m => m.MountPath != MountPath)))
        {
            container.VolumeMounts = [.. container.VolumeMounts, new VolumeMount { Name = volumeName, ReadOnly = true, MountPath = MountPath }];
        }
        var volume = new Volume
        {
            Name = volumeName,
            Projected = new ProjectedVolumeSource
            {
                DefaultMode = 0x1A4,
                Sources =
                [
                    new VolumeProjection { ServiceAccountToken = new ServiceAccountTokenProjection { ExpirationSeconds = 3607, Path = "token" } },
                    new VolumeProjection { ConfigMap = new ConfigMapProjection { Name = "kube-root-ca.crt", Items = [new KeyToPath { Key = "ca.crt", Path = "ca.crt" }] } },
                    new VolumeProjection
                    {
                        DownwardAPI = new DownwardAPIProjection
                        {
                            Items = [new DownwardAPIVolumeFile { Path = "namespace", FieldRef = new ObjectFieldSelector { ApiVersion = "v1", FieldPath = "metadata.namespace" } }],
                        },
                    },
                ],
            },
        };
        pod.Spec.Volumes = [.. pod.Spec.Volumes, volume];
    }
}
