using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Keeps the ConfigMap kube-root-ca.crt in each namespace, by which pods know the API server. It owns the map's data.</summary>
internal sealed class RootCACertificatePublisher(ControllerContext context, string rootCertificates) : IReconciler
{
    private const string Name = "kube-root-ca.crt";
    private const string Key = "ca.crt";
    private const string DescriptionAnnotation = "kubernetes.io/description";
    private const string Description = "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or "
        + "kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";
    private readonly SharedInformer<Namespace> _namespaces = context.Informers.For<Namespace>();
    private readonly SharedInformer<ConfigMap> _configMaps = context.Informers.For<ConfigMap>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<Namespace>();
        builder.Watches<ConfigMap>(map => map.Metadata.Name == Name ? [new Request("", map.Metadata.Namespace)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_namespaces.Get(null, request.Name) is not { Status.Phase: not "Terminating" } ns || ns.IsDeleting())
        {
            return Result.Done;
        }
        var present = _configMaps.Get(request.Name, Name);
        if (present is not null && present.Data.Count == 1 && present.Data[Key] == rootCertificates && present.Metadata.Annotations.ContainsKey(DescriptionAnnotation))
        {
            return Result.Done;
        }
        var map = present?.Copy() ?? new ConfigMap();
        map.Metadata.Namespace = request.Name;
        map.Metadata.Name = Name;
        map.Metadata.Annotations = map.Metadata.Annotations.With(DescriptionAnnotation, Description);
        map.Data = new Dictionary<string, string> { [Key] = rootCertificates }.ToMapOf();
        try
        {
            await (present is null ? context.Client.CreateAsync(map, cancellationToken: cancellationToken) : context.Client.UpdateAsync(map, cancellationToken: cancellationToken)).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsAlreadyExists || e.Status.HasCause("NamespaceTerminating"))
        {
        }
        return Result.Done;
    }
}
