using System.Collections.Frozen;
using Navarch.Api.AdmissionRegistration.V1;
using Navarch.Api.ApiRegistration.V1;
using Navarch.Api.Apps.V1;
using Navarch.Api.Autoscaling;
using Navarch.Api.Batch.V1;
using Navarch.Api.Certificates.V1;
using Navarch.Api.Coordination.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.FlowControl.V1;
using Navarch.Api.Networking.V1;
using Navarch.Api.Node.V1;
using Navarch.Api.Policy.V1;
using Navarch.Api.Rbac.V1;
using Navarch.Api.Resource.V1;
using Navarch.Api.Scheduling.V1;
using Navarch.Api.Storage.V1;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Validation;

namespace Navarch.Api;

public static partial class KindValidations
{
    private static FrozenDictionary<ObjectSchema, KindValidation> Make()
    {
        var rules = new Dictionary<ObjectSchema, KindValidation>();
        rules.Add<Pod>(PodValidation.Validate, PodValidation.ValidateUpdate, PodValidation.ValidateCreate);
        rules.Add<Service>(ServiceValidation.Validate, ServiceValidation.ValidateUpdate, name: NameValidation.Dns1035Label);
        rules.Add<ConfigMap>(ConfigMapValidation.Validate, ConfigMapValidation.ValidateUpdate);
        rules.Add<Secret>(SecretValidation.Validate, SecretValidation.ValidateUpdate);
        rules.Add<PersistentVolumeClaim>(PersistentVolumeClaimValidation.Validate, PersistentVolumeClaimValidation.ValidateUpdate);
        rules.Add<Deployment>(DeploymentValidation.Validate, DeploymentValidation.ValidateUpdate);
        rules.Add<ReplicaSet>(ReplicaSetValidation.Validate, ReplicaSetValidation.ValidateUpdate);
        rules.Add<DaemonSet>(DaemonSetValidation.Validate, DaemonSetValidation.ValidateUpdate);
        rules.Add<StatefulSet>(StatefulSetValidation.Validate, StatefulSetValidation.ValidateUpdate);
        rules.Add<ControllerRevision>(ControllerRevisionValidation.Validate, ControllerRevisionValidation.ValidateUpdate);
        rules.Add<Job>(JobValidation.Validate, JobValidation.ValidateUpdate);
        rules.Add<CronJob>(CronJobValidation.Validate, create: CronJobValidation.ValidateCreate);
        rules.Add<Role>(RbacValidation.Validate, name: NameValidation.PathSegment);
        rules.Add<ClusterRole>(RbacValidation.Validate, name: NameValidation.PathSegment);
        rules.Add<RoleBinding>(RbacValidation.Validate, RbacValidation.ValidateUpdate, name: NameValidation.PathSegment);
        rules.Add<ClusterRoleBinding>(RbacValidation.Validate, RbacValidation.ValidateUpdate, name: NameValidation.PathSegment);
        rules.Add<Ingress>(IngressValidation.Validate);
        rules.Add<IngressClass>(IngressClassValidation.Validate, IngressClassValidation.ValidateUpdate);
        rules.Add<NetworkPolicy>(NetworkPolicyValidation.Validate);
        rules.Add<IPAddress>(IPAddressValidation.Validate, IPAddressValidation.ValidateUpdate, name: IPAddressValidation.ValidateName);
        rules.Add<ServiceCIDR>(IPAddressValidation.Validate);
        rules.Add<EndpointSlice>(EndpointSliceValidation.Validate, EndpointSliceValidation.ValidateUpdate);
        rules.Add<PersistentVolume>(PersistentVolumeValidation.Validate, PersistentVolumeValidation.ValidateUpdate);
        rules.Add<Core.V1.Node>(NodeValidation.Validate, NodeValidation.ValidateUpdate);
        rules.Add<LimitRange>(LimitRangeValidation.Validate);
        rules.Add<ResourceQuota>(ResourceQuotaValidation.Validate, ResourceQuotaValidation.ValidateUpdate);
        rules.Add<Event>(EventValidation.Validate);
        rules.Add<ReplicationController>(ReplicationControllerValidation.Validate);
        rules.Add<Namespace>(static (_, _) => { }, name: NameValidation.DnsLabel);
        rules.Add<Autoscaling.V1.HorizontalPodAutoscaler>(HorizontalPodAutoscalerValidation.Validate);
        rules.Add<Autoscaling.V2.HorizontalPodAutoscaler>(HorizontalPodAutoscalerValidation.Validate);
        rules.Add<PodDisruptionBudget>(PodDisruptionBudgetValidation.Validate);
        rules.Add<StorageClass>(StorageValidation.Validate, StorageValidation.ValidateUpdate);
        rules.Add<VolumeAttachment>(StorageValidation.Validate, StorageValidation.ValidateUpdate);
        rules.Add<CSIDriver>(StorageValidation.Validate, StorageValidation.ValidateUpdate);
        rules.Add<CSINode>(StorageValidation.Validate);
        rules.Add<PriorityClass>(MiscellaneousValidation.Validate, MiscellaneousValidation.ValidateUpdate);
        rules.Add<RuntimeClass>(MiscellaneousValidation.Validate, MiscellaneousValidation.ValidateUpdate);
        rules.Add<Lease>(MiscellaneousValidation.Validate);
        rules.Add<CertificateSigningRequest>(MiscellaneousValidation.Validate, MiscellaneousValidation.ValidateUpdate);
        rules.Add<APIService>(MiscellaneousValidation.Validate, name: NameValidation.PathSegment);
        rules.Add<FlowSchema>(MiscellaneousValidation.Validate);
        rules.Add<PriorityLevelConfiguration>(MiscellaneousValidation.Validate);
        rules.Add<Resource.V1.ResourceClaim>(MiscellaneousValidation.Validate, MiscellaneousValidation.ValidateUpdate);
        rules.Add<ResourceClaimTemplate>(MiscellaneousValidation.Validate);
        rules.Add<ResourceSlice>(MiscellaneousValidation.Validate);
        rules.Add<ValidatingWebhookConfiguration>(AdmissionRegistrationValidation.Validate);
        rules.Add<MutatingWebhookConfiguration>(AdmissionRegistrationValidation.Validate);
        rules.Add<ValidatingAdmissionPolicy>(AdmissionRegistrationValidation.Validate);
        rules.Add<ValidatingAdmissionPolicyBinding>(AdmissionRegistrationValidation.Validate);
        return rules.ToFrozenDictionary();
    }
}
