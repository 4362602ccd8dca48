using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Schemas;

namespace Navarch.Api.Core.V1;

[KubernetesType("io.k8s.api.core.v1.PersistentVolumeSpec")]
public sealed partial class PersistentVolumeSpec
{
    [Field("capacity", 1)]
    public partial MapOf<Quantity> Capacity { get; set; }

    [Field("accessModes", 3)]
    public partial ListOf<string> AccessModes { get; set; }

    [Field("claimRef", 4)]
    public partial ObjectReference? ClaimRef { get; set; }

    [Field("persistentVolumeReclaimPolicy", 5)]
    public partial string PersistentVolumeReclaimPolicy { get; set; }

    [Field("storageClassName", 6)]
    public partial string StorageClassName { get; set; }

    [Field("mountOptions", 7)]
    public partial ListOf<string> MountOptions { get; set; }

    [Field("volumeMode", 8)]
    public partial string? VolumeMode { get; set; }

    [Field("nodeAffinity", 9)]
    public partial VolumeNodeAffinity? NodeAffinity { get; set; }

    [Field("volumeAttributesClassName", 10)]
    public partial string? VolumeAttributesClassName { get; set; }

    [Field("awsElasticBlockStore", 0)]
    public partial AWSElasticBlockStoreVolumeSource? AwsElasticBlockStore { get; set; }

    [Field("azureDisk", 0)]
    public partial AzureDiskVolumeSource? AzureDisk { get; set; }

    [Field("azureFile", 0)]
    public partial AzureFilePersistentVolumeSource? AzureFile { get; set; }

    [Field("cephfs", 0)]
    public partial CephFSPersistentVolumeSource? Cephfs { get; set; }

    [Field("cinder", 0)]
    public partial CinderPersistentVolumeSource? Cinder { get; set; }

    [Field("csi", 0)]
    public partial CSIPersistentVolumeSource? Csi { get; set; }

    [Field("fc", 0)]
    public partial FCVolumeSource? Fc { get; set; }

    [Field("flexVolume", 0)]
    public partial FlexPersistentVolumeSource? FlexVolume { get; set; }

    [Field("flocker", 0)]
    public partial FlockerVolumeSource? Flocker { get; set; }

    [Field("gcePersistentDisk", 0)]
    public partial GCEPersistentDiskVolumeSource? GcePersistentDisk { get; set; }

    [Field("glusterfs", 0)]
    public partial GlusterfsPersistentVolumeSource? Glusterfs { get; set; }

    [Field("hostPath", 0)]
    public partial HostPathVolumeSource? HostPath { get; set; }

    [Field("iscsi", 0)]
    public partial ISCSIPersistentVolumeSource? Iscsi { get; set; }

    [Field("local", 0)]
    public partial LocalVolumeSource? Local { get; set; }

    [Field("nfs", 0)]
    public partial NFSVolumeSource? Nfs { get; set; }

    [Field("photonPersistentDisk", 0)]
    public partial PhotonPersistentDiskVolumeSource? PhotonPersistentDisk { get; set; }

    [Field("portworxVolume", 0)]
    public partial PortworxVolumeSource? PortworxVolume { get; set; }

    [Field("quobyte", 0)]
    public partial QuobyteVolumeSource? Quobyte { get; set; }

    [Field("rbd", 0)]
    public partial RBDPersistentVolumeSource? Rbd { get; set; }

    [Field("scaleIO", 0)]
    public partial ScaleIOPersistentVolumeSource? ScaleIO { get; set; }

    [Field("storageos", 0)]
    public partial StorageOSPersistentVolumeSource? Storageos { get; set; }

    [Field("vsphereVolume", 0)]
    public partial VsphereVirtualDiskVolumeSource? VsphereVolume { get; set; }
}
