using System.Net;
using Navarch.Api;
using Navarch.Api.Core.V1;
using Navarch.Api.Discovery.V1;
using Navarch.Api.Rbac.V1;
using Navarch.Api.Scheduling.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.Client;
using EndpointPort = Navarch.Api.Discovery.V1.EndpointPort;

namespace Navarch.ApiServer.Bootstrap;

/// <summary>
/// What every cluster has from the start: namespaces, upstream's roles and priority classes (Bootstrap/policy.json), and the Service
/// of the API itself. Runs at each start; what is there stays as it is, except for roles, whose missing rules come back.
/// </summary>
internal sealed class BootstrapObjects(IApiClient client, ApiServerOptions options)
{
    private static readonly string[] Namespaces = ["default", "kube-system", "kube-public", "kube-node-lease"];

    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        foreach (var name in Namespaces)
        {
            var ns = new Namespace();
            ns.Metadata.Name = name;
            await CreateAsync(ns, cancellationToken).ConfigureAwait(false);
        }
        await EnsurePolicyAsync(cancellationToken).ConfigureAwait(false);
        await EnsureServiceAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task EnsurePolicyAsync(CancellationToken cancellationToken)
    {
        await using var stream = typeof(BootstrapObjects).Assembly.GetManifestResourceStream("policy.json")!;
        using var memory = new MemoryStream();
        await stream.CopyToAsync(memory, cancellationToken).ConfigureAwait(false);
        var policy = UntypedJson.DecodeObject(memory.ToArray());
        var present = (await client.ListAsync<ClusterRole>(null, cancellationToken: cancellationToken).ConfigureAwait(false)).Items.Count;
        if (present >= ((DocList)policy["ClusterRole"]!).Count)
        {
            return;
        }
        await EachAsync<ClusterRole>(policy, cancellationToken).ConfigureAwait(false);
        await EachAsync<ClusterRoleBinding>(policy, cancellationToken).ConfigureAwait(false);
        await EachAsync<Role>(policy, cancellationToken).ConfigureAwait(false);
        await EachAsync<RoleBinding>(policy, cancellationToken).ConfigureAwait(false);
        await EachAsync<PriorityClass>(policy, cancellationToken).ConfigureAwait(false);
    }

    private async Task EachAsync<T>(DocMap policy, CancellationToken cancellationToken) where T : KubernetesObject, IKind<T>
    {
        // Together, so that they share the store's groups of commits.
        await Task.WhenAll(((DocList)policy[T.Resource.Kind]!).Select(item =>
            CreateAsync((T)UntypedJson.ToDocument(item, T.Resource.Schema), cancellationToken))).ConfigureAwait(false);
    }

    private async Task EnsureServiceAsync(CancellationToken cancellationToken)
    {
        var service = new Service();
        service.Metadata.Name = "kubernetes";
        service.Metadata.Namespace = "default";
        service.Metadata.Labels = new Dictionary<string, string> { ["component"] = "apiserver", ["provider"] = "kubernetes" }.ToMapOf();
        service.Spec.Type = "ClusterIP";
        service.Spec.ClusterIP = ApiServerOptions.ServiceAddress(options.ServiceCidr, 1).ToString();
        service.Spec.SessionAffinity = "None";
        service.Spec.Ports = [new ServicePort { Name = "https", Protocol = "TCP", Port = 443, TargetPort = options.SecurePort }];
        await CreateAsync(service, cancellationToken).ConfigureAwait(false);

        var endpoints = new Endpoints();
        endpoints.Metadata.Name = "kubernetes";
        endpoints.Metadata.Namespace = "default";
        endpoints.Metadata.Labels = new Dictionary<string, string> { ["endpointslice.kubernetes.io/skip-mirror"] = "true" }.ToMapOf();
        var address = options.AdvertiseAddress.ToString();
        endpoints.Subsets =
        [
            new EndpointSubset
            {
                Addresses = [new EndpointAddress { Ip = address }],
                Ports = [new Navarch.Api.Core.V1.EndpointPort { Name = "https", Port = options.SecurePort, Protocol = "TCP" }],
            },
        ];
        await ReplaceAsync(endpoints, cancellationToken).ConfigureAwait(false);

        var slice = new EndpointSlice { AddressType = "IPv4" };
        slice.Metadata.Name = "kubernetes";
        slice.Metadata.Namespace = "default";
        slice.Metadata.Labels = new Dictionary<string, string> { ["kubernetes.io/service-name"] = "kubernetes" }.ToMapOf();
        slice.Endpoints = [new Navarch.Api.Discovery.V1.Endpoint { Addresses = [address], Conditions = new EndpointConditions { Ready = true } }];
        slice.Ports = [new EndpointPort { Name = "https", Port = options.SecurePort, Protocol = "TCP" }];
        await ReplaceAsync(slice, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Creates an object, or takes over the one of an earlier start with another address.</summary>
    private async Task ReplaceAsync<T>(T obj, CancellationToken cancellationToken) where T : KubernetesObject, IKind<T>
    {
        if (!await CreateAsync((T)obj.DeepClone(), cancellationToken).ConfigureAwait(false))
        {
            await client.UpdateAsync(obj, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> CreateAsync<T>(T obj, CancellationToken cancellationToken) where T : KubernetesObject, IKind<T>
    {
        try
        {
            await client.CreateAsync(obj, cancellationToken: cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ApiException e) when (e.IsAlreadyExists || (e.Code == 422 && obj is Service))
        {
            return false;
        }
    }
}
