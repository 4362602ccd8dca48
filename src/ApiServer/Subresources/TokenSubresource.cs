using Navarch.Api.Authentication.V1;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiServer.Authentication;
using Navarch.Client;
using Status = Navarch.ApiMachinery.Errors.Status;

namespace Navarch.ApiServer.Subresources;

/// <summary>serviceaccounts/token: makes a token for an account, bound to a pod or secret when asked.</summary>
internal sealed class TokenSubresource(ServiceAccountTokens tokens, TimeProvider time) : ISubresource
{
    private static readonly TimeSpan MinLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(365);

    public async Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var request = (TokenRequest)body;
        var account = (ServiceAccount)(await call.Operations.Objects.GetAsync(call.Endpoint, call.Namespace, call.Name, cancellationToken).ConfigureAwait(false)).Document;
        var lifetime = request.Spec.ExpirationSeconds is { } seconds ? TimeSpan.FromSeconds(Math.Min(seconds, (long)MaxLifetime.TotalSeconds)) : DefaultLifetime;
        if (lifetime < MinLifetime)
        {
            var errors = new ApiMachinery.Fields.FieldErrorList();
            errors.Invalid(ApiMachinery.Fields.FieldPath.Of("spec", "expirationSeconds"), request.Spec.ExpirationSeconds, "may not specify a duration less than 10 minutes");
            throw Status.Invalid(new ApiMachinery.GroupKind("authentication.k8s.io", "TokenRequest"), "", errors).ToException();
        }
        (string, string, string)? bound = null;
        (string, string)? node = null;
        if (request.Spec.BoundObjectRef is { Kind: "Pod" } podReference)
        {
            var pod = (Pod)(await call.Operations.Objects.GetAsync(call.Operations.Registry.For<Pod>(), call.Namespace, podReference.Name, cancellationToken).ConfigureAwait(false)).Document;
            if (pod.Spec.ServiceAccountName != call.Name)
            {
                throw Status.BadRequest($"cannot bind token for serviceaccount \"{call.Name}\" to pod running with different serviceaccount name.").ToException();
            }
            CheckUid(podReference.Uid, pod.Metadata.Uid, "Pod", pod.Metadata.Name);
            bound = ("pod", pod.Metadata.Name, pod.Metadata.Uid);
            var nodes = call.Operations.Registry.For<Node>().Cache!;
            if (pod.Spec.NodeName.Length > 0)
            {
                node = (pod.Spec.NodeName, nodes.Get(nodes.KeyOf(null, pod.Spec.NodeName))?.Document.Metadata.Uid ?? "");
            }
        }
        else if (request.Spec.BoundObjectRef is { Kind: "Secret" } secretReference)
        {
            var secret = (Secret)(await call.Operations.Objects.GetAsync(call.Operations.Registry.For<Secret>(), call.Namespace, secretReference.Name, cancellationToken).ConfigureAwait(false)).Document;
            CheckUid(secretReference.Uid, secret.Metadata.Uid, "Secret", secret.Metadata.Name);
            bound = ("secret", secret.Metadata.Name, secret.Metadata.Uid);
        }
        if (request.Spec.Audiences.Count == 0)
        {
            request.Spec.Audiences = [tokens.Issuer];
        }
        request.Metadata.Name = call.Name;
        request.Metadata.Namespace = call.Namespace;
        request.Metadata.CreationTimestamp = time.GetUtcNow();
        request.Spec.ExpirationSeconds = (long)lifetime.TotalSeconds;
        request.Status.Token = tokens.Issue(account, [.. request.Spec.Audiences], lifetime, bound, node);
        request.Status.ExpirationTimestamp = time.GetUtcNow() + lifetime;
        return request;
    }

    private static void CheckUid(string wanted, string actual, string kind, string name)
    {
        if (wanted.Length > 0 && wanted != actual)
        {
            throw Status.Conflict(new ApiMachinery.GroupResource("", kind), name, $"the UID in the bound object reference ({wanted}) does not match the UID in record. The object might have been deleted and then recreated").ToException();
        }
    }
}
