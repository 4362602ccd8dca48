using System.Net;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Navarch.ApiServer.Admission;
using Navarch.ApiServer.Authentication;
using Navarch.ApiServer.Authorization;
using Navarch.ApiServer.Bootstrap;
using Navarch.ApiServer.Discovery;
using Navarch.ApiServer.Http;
using Navarch.ApiServer.OpenApi;
using Navarch.ApiServer.Registry;
using Navarch.ApiServer.Requests;
using Navarch.ApiServer.Streaming;
using Navarch.ApiServer.Subresources;
using Navarch.ApiServer.WatchCache;
using Navarch.Client;
using Navarch.Store;

namespace Navarch.ApiServer;

/// <summary>
/// kube-apiserver: the only one that talks to the store.
/// Life cycle: <see cref="StartAsync"/> loads the caches, makes the first objects and listens; <see cref="DisposeAsync"/> stops
/// taking requests, ends the open ones and follows the store no more. The store belongs to the caller.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    private readonly ApiServerOptions _options;
    private readonly CacheFeed _feed;
    private readonly ResourceRegistry _registry = new();
    private readonly ApiOperations _operations;
    private readonly IAuthorizer _authorizer;
    private readonly RequestHandler _handler;
    private readonly ServiceAllocator _services;
    private readonly ILoggerFactory _loggers;
    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _web;
    private Task _following = Task.CompletedTask;
    private bool _ready;

    /// <summary>An API server over a store.</summary>
    public ApiServer(ApiServerOptions options, IStore store, TimeProvider time, ILoggerFactory loggers)
    {
        _options = options;
        _loggers = loggers;
        _feed = new CacheFeed(store, time);
        var rbac = new RbacAuthorizer(_registry);
        _authorizer = new AuthorizerUnion([new NodeAuthorizer(_registry), rbac]);
        var tokens = new ServiceAccountTokens(options.ServiceAccountKey, options.ServiceAccountIssuer, _registry, time);
        // Upstream's order of plugins.
        var admission = new AdmissionChain(
        [
            new NamespaceLifecycle(_registry),
            new ServiceAccountAdmission(_registry),
            new TaintNodesByCondition(),
            new PriorityAdmission(_registry),
            new DefaultTolerationSeconds(options.DefaultNotReadyTolerationSeconds, options.DefaultUnreachableTolerationSeconds),
            new StorageObjectInUseProtection(),
            new DefaultStorageClass(_registry),
            new CertificateRequestIdentity(),
        ]);
        var objects = new ResourceStore(store, _feed, admission, time);
        _services = new ServiceAllocator(_registry, options.ServiceCidr);
        objects.Allocators.Add(_services);
        var binding = new BindingSubresource(time);
        var access = new AccessReviewResource(_authorizer);
        _operations = new ApiOperations(_registry, objects, new DeletionStore(objects), new ListStore(store, _feed), new WatchSession(_feed, time), new Dictionary<string, ISubresource>
        {
            ["scale"] = new ScaleSubresource(),
            ["binding"] = binding,
            ["/bindings"] = binding,
            ["eviction"] = new EvictionSubresource(),
            ["finalize"] = new FinalizeSubresource(),
            ["token"] = new TokenSubresource(tokens, time),
            ["/subjectaccessreviews"] = access,
            ["/selfsubjectaccessreviews"] = access,
            ["/localsubjectaccessreviews"] = access,
            ["/selfsubjectrulesreviews"] = new RulesReviewResource(rbac),
            ["/selfsubjectreviews"] = new SelfSubjectReviewResource(time),
            ["/tokenreviews"] = new TokenReviewResource(tokens),
        });
        List<IAuthenticator> authenticators = [new ClientCertificateAuthenticator(options.ClientCa, time)];
        if (options.TokenAuthFile is { } file)
        {
            authenticators.Add(TokenFileAuthenticator.Load(file));
        }
        authenticators.Add(tokens);
        var connect = new ConnectHandler(_operations, new KubeletConnection(KubeletConnection.CreateInvoker(options.KubeletClientCertificate, options.KubeletCa)), KubeletConnection.CreateProxyInvoker(), time);
        _handler = new RequestHandler(_operations, new AuthenticatorUnion(authenticators), _authorizer, new GeneralPaths(() => _ready, new OpenApiDocuments()), connect, time, loggers.CreateLogger<ApiServer>());
    }

    /// <summary>A client in this process that acts as a user.</summary>
    /// <param name="user">The user's name.</param>
    /// <param name="groups">The user's groups beside system:authenticated.</param>
    /// <param name="userAgent">The name of the component: the field manager of its writes.</param>
    public IApiClient CreateClient(string user, IReadOnlyList<string> groups, string userAgent) =>
        new DirectClient(_operations, _authorizer, new UserInfo(user, [.. groups, UserInfo.Authenticated]), userAgent);

    /// <summary>Starts; the API answers when this returns.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var listening = ListenAsync(cancellationToken);
        await _registry.AddBuiltInsAsync(_feed, cancellationToken).ConfigureAwait(false);
        await _feed.LoadAsync(cancellationToken).ConfigureAwait(false);
        _services.Load();
        _following = _feed.RunAsync(_stop.Token);
        await new BootstrapObjects(new DirectClient(_operations, _authorizer, UserInfo.Loopback, "kube-apiserver"), _options).EnsureAsync(cancellationToken).ConfigureAwait(false);
        await listening.ConfigureAwait(false);
        _ready = true;
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(_loggers);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = 32 * 1024;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 250;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Listen(_options.BindAddress, _options.SecurePort, listen =>
            {
                listen.Protocols = HttpProtocols.Http1AndHttp2;
                listen.UseHttps(https =>
                {
                    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                    https.ServerCertificateSelector = (_, _) => _options.ServingCertificate();
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    // Whose certificate it is, and whether to believe it, is the authenticator's to say.
                    https.AllowAnyClientCertificate();
                });
            });
        });
        _web = builder.Build();
        ((IApplicationBuilder)_web).Run(_handler.HandleAsync);
        await _web.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ready = false;
        if (_web is not null)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await _web.StopAsync(patience.Token).ConfigureAwait(false);
            await _web.DisposeAsync().ConfigureAwait(false);
        }
        await _stop.CancelAsync().ConfigureAwait(false);
        try
        {
            await _following.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is how following ends.
        }
        _stop.Dispose();
    }
}
