using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.Volume")]
public sealed partial class Volume
{
    [Field("name", 1, Always = true, Required = true, Default = "\"\"")]
    public partial string Name { get; set; }

    [Field("awsElasticBlockStore", 0)]
    public partial AWSElasticBlockStoreVolumeSource? AwsElasticBlockStore { get; set; }

    [Field("azureDisk", 0)]
    public partial AzureDiskVolumeSource? AzureDisk { get; set; }

    [Field("azureFile", 0)]
    public partial AzureFileVolumeSource? AzureFile { get; set; }

    [Field("cephfs", 0)]
    public partial CephFSVolumeSource? Cephfs { get; set; }

    [Field("cinder", 0)]
    public partial CinderVolumeSource? Cinder { get; set; }

    [Field("configMap", 0)]
    public partial ConfigMapVolumeSource? ConfigMap { get; set; }

    [Field("csi", 0)]
    public partial CSIVolumeSource? Csi { get; set; }

    [Field("downwardAPI", 0)]
    public partial DownwardAPIVolumeSource? DownwardAPI { get; set; }

    [Field("emptyDir", 0)]
    public partial EmptyDirVolumeSource? EmptyDir { get; set; }

    [Field("ephemeral", 0)]
    public partial EphemeralVolumeSource? Ephemeral { get; set; }

    [Field("fc", 0)]
    public partial FCVolumeSource? Fc { get; set; }

    [Field("flexVolume", 0)]
    public partial FlexVolumeSource? FlexVolume { get; set; }

    [Field("flocker", 0)]
    public partial FlockerVolumeSource? Flocker { get; set; }

    [Field("gcePersistentDisk", 0)]
    public partial GCEPersistentDiskVolumeSource? GcePersistentDisk { get; set; }

    [Field("gitRepo", 0)]
    public partial GitRepoVolumeSource? GitRepo { get; set; }

    [Field("glusterfs", 0)]
    public partial GlusterfsVolumeSource? Glusterfs { get; set; }

    [Field("hostPath", 0)]
    public partial HostPathVolumeSource? HostPath { get; set; }

    [Field("image", 0)]
    public partial ImageVolumeSource? Image { get; set; }

    [Field("iscsi", 0)]
    public partial ISCSIVolumeSource? Iscsi { get; set; }

    [Field("nfs", 0)]
    public partial NFSVolumeSource? Nfs { get; set; }

    [Field("persistentVolumeClaim", 0)]
    public partial PersistentVolumeClaimVolumeSource? PersistentVolumeClaim { get; set; }

    [Field("photonPersistentDisk", 0)]
    public partial PhotonPersistentDiskVolumeSource? PhotonPersistentDisk { get; set; }

    [Field("portworxVolume", 0)]
    public partial PortworxVolumeSource? PortworxVolume { get; set; }

    [Field("projected", 0)]
    public partial ProjectedVolumeSource? Projected { get; set; }

    [Field("quobyte", 0)]
    public partial QuobyteVolumeSource? Quobyte { get; set; }

    [Field("rbd", 0)]
    public partial RBDVolumeSource? Rbd { get; set; }

    [Field("scaleIO", 0)]
    public partial ScaleIOVolumeSource? ScaleIO { get; set; }

    [Field("secret", 0)]
    public partial SecretVolumeSource? Secret { get; set; }

    [Field("storageos", 0)]
    public partial StorageOSVolumeSource? Storageos { get; set; }

    [Field("vsphereVolume", 0)]
    public partial VsphereVirtualDiskVolumeSource? VsphereVolume { get; set; }
}
