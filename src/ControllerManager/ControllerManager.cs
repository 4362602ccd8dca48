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
    }
}
