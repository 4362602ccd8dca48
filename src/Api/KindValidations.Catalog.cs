using System.Collections.Frozen;
using Navarch.Api.Apps.V1;
using Navarch.Api.Batch.V1;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.Networking.V1;
using Navarch.Api.Rbac.V1;
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
        return rules.ToFrozenDictionary();
    }
}
