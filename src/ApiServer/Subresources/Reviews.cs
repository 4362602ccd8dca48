using Navarch.Api.Authentication.V1;
using Navarch.Api.Authorization.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiServer.Authentication;
using Navarch.ApiServer.Authorization;
using Navarch.ApiServer.Requests;
using Navarch.Client;
using UserInfo = Navarch.ApiServer.Requests.UserInfo;

namespace Navarch.ApiServer.Subresources;

/// <summary>subjectaccessreviews, selfsubjectaccessreviews and localsubjectaccessreviews: may a user do this?</summary>
internal sealed class AccessReviewResource(IAuthorizer authorizer) : ISubresource
{
    public async Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var (user, resource, path, status) = body switch
        {
            SelfSubjectAccessReview self => (call.Context.User, self.Spec.ResourceAttributes, self.Spec.NonResourceAttributes, self.Status),
            SubjectAccessReview review => (UserOf(review.Spec), review.Spec.ResourceAttributes, review.Spec.NonResourceAttributes, review.Status),
            LocalSubjectAccessReview local => (UserOf(local.Spec), local.Spec.ResourceAttributes, local.Spec.NonResourceAttributes, local.Status),
            _ => throw ApiOperations.NoVerb(call.Endpoint, "create"),
        };
        var info = resource is not null
            ? new RequestInfo
            {
                IsResourceRequest = true, Path = "", Verb = resource.Verb, Group = resource.Group, Version = resource.Version,
                Namespace = resource.Namespace, Resource = resource.Resource, Subresource = resource.Subresource, Name = resource.Name,
            }
            : new RequestInfo { Path = path?.Path ?? "", Verb = path?.Verb ?? "" };
        var decision = await authorizer.DecideAsync(user, info, cancellationToken).ConfigureAwait(false);
        status.Allowed = decision.Allowed;
        status.Reason = decision.Reason;
        return body;
    }

    private static UserInfo UserOf(SubjectAccessReviewSpec spec) => new(spec.User, [.. spec.Groups]) { Uid = spec.Uid };
}

/// <summary>selfsubjectreviews: who am I?</summary>
internal sealed class SelfSubjectReviewResource(TimeProvider time) : ISubresource
{
    public Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var review = (SelfSubjectReview)body;
        review.Metadata.CreationTimestamp = time.GetUtcNow();
        Describe(review.Status.UserInfo, call.Context.User);
        return Task.FromResult<DocObject>(review);
    }

    internal static void Describe(Api.Authentication.V1.UserInfo target, UserInfo user)
    {
        target.Username = user.Name;
        target.Uid = user.Uid;
        target.Groups = user.Groups.ToListOf();
        target.Extra = user.ExtraDocument();
    }
}

/// <summary>tokenreviews: whose token is this?</summary>
internal sealed class TokenReviewResource(ServiceAccountTokens tokens) : ISubresource
{
    public Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var review = (TokenReview)body;
        var audiences = review.Spec.Audiences.Count > 0 ? [.. review.Spec.Audiences] : new List<string> { tokens.Issuer };
        if (tokens.Verify(review.Spec.Token, audiences) is { } user)
        {
            review.Status.Authenticated = true;
            review.Status.Audiences = audiences.ToListOf();
            SelfSubjectReviewResource.Describe(review.Status.User, user);
        }
        else
        {
            review.Status.Error = "invalid bearer token";
        }
        return Task.FromResult<DocObject>(review);
    }
}

/// <summary>selfsubjectrulesreviews: what may I do in a namespace?</summary>
internal sealed class RulesReviewResource(RbacAuthorizer rbac) : ISubresource
{
    public Task<DocObject> CreateAsync(SubresourceCall call, DocObject body, WriteOptions options, CancellationToken cancellationToken)
    {
        var review = (SelfSubjectRulesReview)body;
        var rules = rbac.RulesFor(call.Context.User, review.Spec.Namespace).ToList();
        review.Status.ResourceRules = rules.Where(r => r.Resources.Count > 0).Select(r => new ResourceRule
        {
            Verbs = r.Verbs.ToListOf(), ApiGroups = r.ApiGroups.ToListOf(), Resources = r.Resources.ToListOf(), ResourceNames = r.ResourceNames.ToListOf(),
        }).ToListOf();
        review.Status.NonResourceRules = rules.Where(r => r.NonResourceURLs.Count > 0).Select(r => new NonResourceRule
        {
            Verbs = r.Verbs.ToListOf(), NonResourceURLs = r.NonResourceURLs.ToListOf(),
        }).ToListOf();
        return Task.FromResult<DocObject>(review);
    }
}
