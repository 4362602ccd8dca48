using Microsoft.Extensions.Logging;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Runs the built-in controllers. Life cycle: made, run once. A new controller is its file and one line in <see cref="Add"/>.
/// </summary>
public sealed class ControllerManager
{
    private readonly Manager _manager;

    /// <summary>A manager that works through the client; the informers may be shared with other components.</summary>
    public ControllerManager(IApiClient client, InformerFactory informers, ControllerManagerOptions options, TimeProvider time, ILoggerFactory loggerFactory)
    {
        _manager = new Manager(client, informers, time, loggerFactory);
        Add(_manager, options);
    }

    /// <summary>Runs until stopped.</summary>
    public Task RunAsync(CancellationToken stop) => _manager.RunAsync(stop);

    private static void Add(Manager manager, ControllerManagerOptions options)
    {
        manager.Add("replicaset-controller", c => new ReplicaSetController(c));
        manager.Add("deployment-controller", c => new DeploymentController(c));
        manager.Add("service-account-controller", c => new ServiceAccountController(c));
        if (options.RootCertificates.Length > 0)
        {
            manager.Add("root-ca-certificate-publisher", c => new RootCACertificatePublisher(c, options.RootCertificates));
        }
        manager.Add("namespace-controller", c => new NamespaceController(c));
        manager.Add("endpoint-slice-controller", c => new EndpointSliceController(c));
        manager.Add("endpoint-controller", c => new EndpointsController(c));
        manager.Add("statefulset-controller", c => new StatefulSetController(c));
        manager.Add("daemonset-controller", c => new DaemonSetController(c));
        manager.Add("job-controller", c => new JobController(c));
        manager.Add("cronjob-controller", c => new CronJobController(c));
        manager.Add("ttl-after-finished-controller", c => new TtlAfterFinishedController(c));
        manager.Add("replicationcontroller-controller", c => new ReplicationControllerController(c));
        manager.Add("disruption-controller", c => new DisruptionController(c));
        manager.Add("resourcequota-controller", c => new ResourceQuotaController(c));
        if (options.ClusterSigningCertificate.Length > 0)
        {
            manager.Add("certificatesigningrequest-signing-controller", c => new CertificateSigningController(c, options.ClusterSigningCertificate, options.ClusterSigningKey));
        }
        manager.Add("clusterrole-aggregation-controller", c => new ClusterRoleAggregationController(c));
        manager.Add("node-lifecycle-controller", c => new NodeLifecycleController(c, options.NodeMonitorGracePeriod));
        manager.Add("taint-eviction-controller", c => new TaintEvictionController(c));
        if (options.ClusterCidr.Length > 0)
        {
            manager.Add("node-ipam-controller", c => new NodeIpamController(c, options.ClusterCidr, options.NodeCidrMaskSize));
        }
        manager.Add("persistentvolume-binder-controller", c => new PersistentVolumeClaimController(c, options.VolumesDirectory));
        manager.Add("persistentvolume-controller", c => new PersistentVolumeController(c, options.VolumesDirectory));
        manager.Add("persistentvolumeclaim-protection-controller", c => new PersistentVolumeClaimProtectionController(c));
        manager.Add("persistentvolume-protection-controller", c => new PersistentVolumeProtectionController(c));
        manager.AddRunnable("garbage-collector-controller", c => async stop =>
        {
            using var collector = new GarbageCollector(c);
            await collector.RunAsync(stop).ConfigureAwait(false);
        });
        manager.Add("pod-garbage-collector-controller", c => new PodGarbageCollector(c, options.TerminatedPodGCThreshold));
        if (options.VolumesDirectory.Length > 0)
        {
            manager.AddRunnable("default-storage-class", c => stop => DefaultStorageClass.EnsureAsync(c, stop));
        }
    }
}
