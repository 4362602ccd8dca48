using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.Api.Meta.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiServer.Authentication;
using Navarch.ApiServer.Authorization;
using Navarch.ApiServer.Discovery;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.Subresources;
using Navarch.Client;
using PatchType = Navarch.Client.PatchType;
using Status = Navarch.ApiMachinery.Errors.Status;
using Endpoint = Navarch.ApiServer.Registry.Endpoint;

namespace Navarch.ApiServer.Http;

/// <summary>Takes a request from its bytes to its answer: who, what, may they, do it, write it.</summary>
internal sealed partial class RequestHandler(
    ApiOperations operations, IAuthenticator authenticator, IAuthorizer authorizer, GeneralPaths general, ConnectHandler connect, TimeProvider time, ILogger logger)
{
    private readonly WatchWriter _watches = new(operations, time);

    public async Task HandleAsync(HttpContext http)
    {
        var request = http.Request;
        RequestContext? context = null;
        try
        {
            var info = RequestInfo.Parse(request.Method, request.Path.Value ?? "/", request.Query["watch"].ToString() is "true" or "1", NameOf(request.Query["fieldSelector"].ToString()));
            var user = await authenticator.AuthenticateAsync(http, http.RequestAborted).ConfigureAwait(false) ?? UserInfo.Anonymous;
            user = await Impersonation.ApplyAsync(http, user, authorizer, http.RequestAborted).ConfigureAwait(false);
            context = new RequestContext(user, info, request.Headers.UserAgent.ToString());
            if (!(general.IsPublic(info) && !info.IsResourceRequest)
                && await authorizer.DecideAsync(user, info, http.RequestAborted).ConfigureAwait(false) is { Allowed: false } refused)
            {
                throw Refusals.Forbidden(user, info, refused.Reason).ToException();
            }
            if (!info.IsResourceRequest)
            {
                await general.HandleAsync(http, info, operations.Registry).ConfigureAwait(false);
                return;
            }
            await HandleResourceAsync(http, context, info).ConfigureAwait(false);
        }
        catch (ApiException e)
        {
            await AnswerAsync(http, e.Status, context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (IOException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            LogFailure(e, request.Method, request.Path.Value ?? "");
            await AnswerAsync(http, Status.InternalError(e.Message), context).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Request failed: {verb} {path}")]
    private partial void LogFailure(Exception err, string verb, string path);

    private static async Task AnswerAsync(HttpContext http, Status status, RequestContext? context)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return;
        }
        await ResponseWriter.StatusAsync(http, status, context).ConfigureAwait(false);
    }

    /// <summary>The name in a field selector that names one object: rights to that object suffice for it.</summary>
    private static string? NameOf(string fieldSelector) =>
        ApiMachinery.Selectors.FieldSelector.TryParse(fieldSelector, out var selector, out _) && selector.RequiresExactMatch("metadata.name", out var name) && name.Length > 0 ? name : null;

    private async Task HandleResourceAsync(HttpContext http, RequestContext context, RequestInfo info)
    {
        var endpoint = operations.Registry.Find(info.Group, info.Version, info.Resource);
        if (endpoint is null)
        {
            if (operations.Registry.All.Any(e => e.Resource.Group == info.Group) && operations.Registry.All.All(e => e.Resource.Group != info.Group || e.Resource.Version != info.Version))
            {
                throw Status.ResourceNotFound().ToException();
            }
            await ResponseWriter.TextAsync(http, 404, "404 page not found\n", "text/plain; charset=utf-8").ConfigureAwait(false);
            return;
        }
        if (endpoint.Resource.Namespaced ? info.Namespace.Length == 0 && info.Verb is not ("list" or "watch" or "deletecollection" or "create") : info.Namespace.Length > 0 && info.Resource != "namespaces")
        {
            await ResponseWriter.TextAsync(http, 404, "404 page not found\n", "text/plain; charset=utf-8").ConfigureAwait(false);
            return;
        }
        var ns = endpoint.Resource.Namespaced ? info.Namespace : "";
        if (info.Subresource.Length > 0 && endpoint.Subresource(info.Subresource) is null)
        {
            await ResponseWriter.StatusAsync(http, Status.ResourceNotFound(), context).ConfigureAwait(false);
            return;
        }
        if (info.Subresource is "log" or "exec" or "attach" or "portforward" or "proxy")
        {
            await connect.HandleAsync(http, context, endpoint, ns).ConfigureAwait(false);
            return;
        }
        CheckVerb(endpoint, info);
        if (http.Request.Method == "HEAD")
        {
            throw Status.MethodNotAllowed().ToException();
        }
        if (endpoint.Resource is { Plural: "endpoints", Group: "" })
        {
            http.Response.Headers.Append("Warning", "299 - \"v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\"");
        }
        switch (info.Verb)
        {
            case "get": await GetAsync(http, context, endpoint, ns).ConfigureAwait(false); break;
            case "list": await ListAsync(http, endpoint, ns).ConfigureAwait(false); break;
            case "watch":
                await _watches.RunAsync(http, endpoint, ns, Selection(http, info), Answer.Negotiate(http.Request), http.RequestAborted).ConfigureAwait(false);
                break;
            case "create": await CreateAsync(http, context, endpoint, ns).ConfigureAwait(false); break;
            case "update": await UpdateAsync(http, context, endpoint, ns).ConfigureAwait(false); break;
            case "patch": await PatchAsync(http, context, endpoint, ns).ConfigureAwait(false); break;
            case "delete": await DeleteAsync(http, context, endpoint, ns).ConfigureAwait(false); break;
            case "deletecollection": await DeleteCollectionAsync(http, context, endpoint, ns).ConfigureAwait(false); break;
        }
    }

    private static void CheckVerb(Endpoint endpoint, RequestInfo info)
    {
        var verbs = info.Subresource.Length > 0 ? endpoint.Subresource(info.Subresource)!.Verbs : endpoint.Resource.Verbs;
        if (!verbs.Contains(info.Verb) || (info.Verb == "create" && info.Subresource.Length == 0 && info.Name.Length > 0))
        {
            throw Status.MethodNotAllowed().ToException();
        }
    }

    private async Task GetAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var info = context.Info;
        var answer = Answer.Negotiate(http.Request);
        if (info.Subresource.Length > 0 && operations.FindSubresource(info.Subresource) is not null)
        {
            var document = await operations.GetAsync(context, endpoint, ns, info.Name, info.Subresource, http.RequestAborted).ConfigureAwait(false);
            await ResponseWriter.DocumentAsync(http, 200, document, answer, context).ConfigureAwait(false);
            return;
        }
        var cached = await operations.Objects.GetAsync(endpoint, ns, info.Name, http.RequestAborted).ConfigureAwait(false);
        await ObjectAsync(http, 200, endpoint, cached, answer, context).ConfigureAwait(false);
    }

    private Task ObjectAsync(HttpContext http, int code, Endpoint endpoint, WatchCache.CachedObject cached, Answer answer, RequestContext context) => answer.Form switch
    {
        AnswerForm.Table => ResponseWriter.DocumentAsync(http, code,
            TableWriter.Make(endpoint, [cached], ResponseWriter.ListMetaDocument(cached.Revision), http.Request.Query["includeObject"].ToString(), true, time.GetUtcNow()), answer, context),
        AnswerForm.PartialMetadata => ResponseWriter.DocumentAsync(http, code, ResponseWriter.PartialMetadata(cached.Document), answer, context),
        _ when answer.Protobuf => ResponseWriter.DocumentAsync(http, code, cached.Document, answer, context),
        _ => ResponseWriter.JsonAsync(http, code, cached.Json, answer, context),
    };

    private async Task ListAsync(HttpContext http, Endpoint endpoint, string ns)
    {
        var answer = Answer.Negotiate(http.Request);
        var page = await operations.Lists.ListAsync(endpoint, ns, Selection(http, null), http.RequestAborted).ConfigureAwait(false);
        await PageAsync(http, endpoint, page, answer).ConfigureAwait(false);
    }

    private Task PageAsync(HttpContext http, Endpoint endpoint, ListPage page, Answer answer) => answer.Form switch
    {
        AnswerForm.Table => ResponseWriter.DocumentAsync(http, 200,
            TableWriter.Make(endpoint, page.Items, ResponseWriter.ListMetaDocument(page.Revision, page.Continue, page.Remaining), http.Request.Query["includeObject"].ToString(), true, time.GetUtcNow()), answer),
        AnswerForm.PartialMetadata => ResponseWriter.DocumentAsync(http, 200, ResponseWriter.PartialMetadataList(page), answer),
        _ when answer.Protobuf => ResponseWriter.ProtobufListAsync(http, endpoint, page, http.RequestAborted),
        _ => ResponseWriter.ListAsync(http, endpoint, page, http.RequestAborted),
    };

    private async Task CreateAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var info = context.Info;
        var answer = Answer.Negotiate(http.Request);
        var (schema, apiVersion, kind) = BodyType(endpoint, info.Subresource);
        var body = await RequestBody.DecodeAsync(http, context, schema, apiVersion, kind, http.RequestAborted).ConfigureAwait(false);
        var options = Writing(http);
        if (info.Subresource.Length > 0 || endpoint.Cache is null)
        {
            var result = await operations.CreateAsync(context, endpoint, ns, info.Name, info.Subresource, body, options, http.RequestAborted).ConfigureAwait(false);
            await ResponseWriter.DocumentAsync(http, 201, result, answer, context).ConfigureAwait(false);
            return;
        }
        if (endpoint.Resource.Namespaced && ns.Length == 0)
        {
            ns = body is KubernetesObject { Metadata.Namespace.Length: > 0 } named ? named.Metadata.Namespace : throw Status.BadRequest("an empty namespace may not be set during creation").ToException();
        }
        var created = await operations.Objects.CreateAsync(context, endpoint, ns, (KubernetesObject)body, options, http.RequestAborted).ConfigureAwait(false);
        await ObjectAsync(http, 201, endpoint, created, answer, context).ConfigureAwait(false);
    }

    private async Task UpdateAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var info = context.Info;
        var answer = Answer.Negotiate(http.Request);
        var (schema, apiVersion, kind) = BodyType(endpoint, info.Subresource);
        var body = await RequestBody.DecodeAsync(http, context, schema, apiVersion, kind, http.RequestAborted).ConfigureAwait(false);
        var (result, created) = await operations.UpdateAsync(context, endpoint, ns, info.Name, info.Subresource, body, Writing(http), http.RequestAborted).ConfigureAwait(false);
        await ResponseWriter.DocumentAsync(http, created ? 201 : 200, result, answer, context).ConfigureAwait(false);
    }

    private async Task PatchAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var info = context.Info;
        var answer = Answer.Negotiate(http.Request);
        var type = (http.Request.ContentType ?? "").Split(';')[0].Trim() switch
        {
            "application/json-patch+json" => PatchType.Json,
            "application/merge-patch+json" => PatchType.Merge,
            "application/strategic-merge-patch+json" => PatchType.StrategicMerge,
            "application/apply-patch+yaml" or "application/apply-patch+cbor" => PatchType.Apply,
            _ => throw Status.UnsupportedMediaType(["application/json-patch+json", "application/merge-patch+json", "application/strategic-merge-patch+json", "application/apply-patch+yaml"]).ToException(),
        };
        var bytes = await RequestBody.ReadAsync(http, http.RequestAborted).ConfigureAwait(false);
        if (type == PatchType.Apply)
        {
            bytes = RequestBody.ToJson(bytes);
        }
        var (result, created) = await operations.PatchAsync(context, endpoint, ns, info.Name, info.Subresource, type, bytes, Writing(http), http.RequestAborted).ConfigureAwait(false);
        await ResponseWriter.DocumentAsync(http, created ? 201 : 200, result, answer, context).ConfigureAwait(false);
    }

    private async Task DeleteAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var answer = Answer.Negotiate(http.Request);
        var options = await DeletionOptionsAsync(http, context).ConfigureAwait(false);
        var (deleted, gone) = await operations.DeleteAsync(context, endpoint, ns, context.Info.Name, options, http.RequestAborted).ConfigureAwait(false);
        // Pods, accounts and a few more answer with the object even when it is gone.
        if (gone && endpoint.Resource.Plural is not ("pods" or "serviceaccounts" or "services" or "persistentvolumes" or "persistentvolumeclaims" or "podtemplates" or "resourcequotas" or "resourceclaims" or "storageclasses" or "volumeattachments" or "csidrivers" or "csinodes" or "podsecuritypolicies"))
        {
            await ResponseWriter.StatusAsync(http, DeletionStore.SuccessOf(endpoint, deleted), context).ConfigureAwait(false);
            return;
        }
        await ObjectAsync(http, 200, endpoint, deleted, answer, context).ConfigureAwait(false);
    }

    private async Task DeleteCollectionAsync(HttpContext http, RequestContext context, Endpoint endpoint, string ns)
    {
        var answer = Answer.Negotiate(http.Request);
        var options = await DeletionOptionsAsync(http, context).ConfigureAwait(false);
        var page = await operations.DeleteCollectionAsync(context, endpoint, ns, options, Selection(http, null), http.RequestAborted).ConfigureAwait(false);
        await PageAsync(http, endpoint, page, answer).ConfigureAwait(false);
    }

    private static async ValueTask<DeleteOptions> DeletionOptionsAsync(HttpContext http, RequestContext context)
    {
        var bytes = await RequestBody.ReadAsync(http, http.RequestAborted).ConfigureAwait(false);
        var options = bytes.Length == 0 ? new DeleteOptions() : (DeleteOptions)RequestBody.Decode(http, context, bytes, DeleteOptions.TypeSchema, "v1", "DeleteOptions");
        var query = http.Request.Query;
        if (query["gracePeriodSeconds"] is [{ Length: > 0 } grace] && long.TryParse(grace, out var seconds))
        {
            options.GracePeriodSeconds ??= seconds;
        }
        if (query["propagationPolicy"] is [{ Length: > 0 } policy])
        {
            options.PropagationPolicy ??= policy;
        }
        if (query["orphanDependents"] is [{ Length: > 0 } orphan])
        {
            options.OrphanDependents ??= orphan == "true";
        }
        if (query["dryRun"].Count > 0 && options.DryRun.Count == 0)
        {
            options.DryRun = query["dryRun"].Select(d => d!).ToListOf();
        }
        var errors = new ApiMachinery.Fields.FieldErrorList();
        ApiMachinery.Validation.OptionsValidation.ValidateDelete(errors, options.OrphanDependents, options.PropagationPolicy, [.. options.DryRun]);
        if (errors.Count > 0)
        {
            throw Status.Invalid(new ApiMachinery.GroupKind("meta.k8s.io", "DeleteOptions"), "", errors).ToException();
        }
        return options;
    }

    private static (ObjectSchema Schema, string ApiVersion, string Kind) BodyType(Endpoint endpoint, string subresource)
    {
        if (subresource.Length == 0 || endpoint.Subresource(subresource) is not { } info || (info.Kind == endpoint.Resource.Kind && info.Group == endpoint.Resource.Group))
        {
            return (endpoint.Resource.Schema, endpoint.Resource.ApiVersion, endpoint.Resource.Kind);
        }
        var schema = SubresourceKinds.SchemaOf(info) ?? throw Status.MethodNotAllowed().ToException();
        return (schema, info.Group.Length == 0 ? info.Version : info.Group + "/" + info.Version, info.Kind);
    }

    private static WriteOptions Writing(HttpContext http)
    {
        var query = http.Request.Query;
        var dryRun = query["dryRun"];
        var errors = new ApiMachinery.Fields.FieldErrorList();
        ApiMachinery.Validation.OptionsValidation.ValidateWrite(errors, query["fieldManager"].ToString(), [.. dryRun.Select(d => d ?? "")], query["fieldValidation"].ToString());
        if (errors.Count > 0)
        {
            var kind = http.Request.Method switch { "POST" => "CreateOptions", "PUT" => "UpdateOptions", _ => "PatchOptions" };
            throw Status.Invalid(new ApiMachinery.GroupKind("meta.k8s.io", kind), "", errors).ToException();
        }
        return new WriteOptions
        {
            DryRun = dryRun.Count > 0,
            FieldManager = query["fieldManager"].ToString(),
            FieldValidation = query["fieldValidation"].ToString(),
            Force = query["force"].ToString() is "true" or "1",
        };
    }

    private static ListOptions Selection(HttpContext http, RequestInfo? watch)
    {
        var query = http.Request.Query;
        var fields = query["fieldSelector"].ToString();
        if (watch is { Name.Length: > 0 } && fields.Length == 0)
        {
            fields = "metadata.name=" + watch.Name;
        }
        return new ListOptions
        {
            LabelSelector = query["labelSelector"].ToString(),
            FieldSelector = fields,
            ResourceVersion = query["resourceVersion"].ToString(),
            ResourceVersionMatch = query["resourceVersionMatch"].ToString(),
            Limit = long.TryParse(query["limit"], out var limit) ? limit : 0,
            Continue = query["continue"].ToString(),
            AllowWatchBookmarks = query["allowWatchBookmarks"].ToString() is "true" or "1",
            SendInitialEvents = query["sendInitialEvents"].ToString() is "true" or "1",
            Timeout = long.TryParse(query["timeoutSeconds"], out var timeout) && timeout > 0 ? TimeSpan.FromSeconds(timeout) : null,
        };
    }
}
