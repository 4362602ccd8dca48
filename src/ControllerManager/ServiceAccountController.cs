using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>Sees to it that each namespace has the service account "default". It only creates; what the account becomes is others' business.</summary>
internal sealed class ServiceAccountController(ControllerContext context) : IReconciler
{
    private const string Default = "default";
    private readonly SharedInformer<Namespace> _namespaces = context.Informers.For<Namespace>();
    private readonly SharedInformer<ServiceAccount> _serviceAccounts = context.Informers.For<ServiceAccount>();

    public void Configure(ControllerBuilder builder)
    {
        builder.For<Namespace>();
        builder.WatchesChanges<ServiceAccount>((old, account) => account is null && old!.Metadata.Name == Default ? [new Request("", old.Metadata.Namespace)] : []);
    }

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_namespaces.Get(null, request.Name) is not { Status.Phase: not "Terminating" } ns || ns.IsDeleting() || _serviceAccounts.Get(request.Name, Default) is not null)
        {
            return Result.Done;
        }
        var account = new ServiceAccount();
        account.Metadata.Namespace = request.Name;
        account.Metadata.Name = Default;
        try
        {
            await context.Client.CreateAsync(account, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (ApiException e) when (e.IsAlreadyExists || e.Status.HasCause("NamespaceTerminating"))
        {
        }
        return Result.Done;
    }
}
