using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Errors;

namespace Navarch.ApiServer.Streaming;

/// <summary>Where a request goes on to (a kubelet, a pod, a service) and by which connections.</summary>
public sealed record KubeletTarget(Uri Uri, HttpMessageInvoker Invoker);

/// <summary>How the API server reaches the kubelets: the address in a Node's status, its port, and one client for all.</summary>
public sealed class KubeletConnection(HttpMessageInvoker invoker, IReadOnlyList<string>? preferredAddressTypes = null)
{
    private const int DefaultPort = 10250;

    /// <summary>
    /// The order in which a node's addresses are tried; upstream's --kubelet-preferred-address-types begins with Hostname, which needs
    /// names that nodes on one machine don't have.
    /// </summary>
    public static IReadOnlyList<string> DefaultAddressTypes { get; } = ["InternalIP", "ExternalIP", "InternalDNS", "ExternalDNS", "Hostname"];

    public HttpMessageInvoker Invoker { get; } = invoker;

    /// <summary>The base URL of the node's kubelet.</summary>
    /// <exception cref="ApiException">The node has no address yet.</exception>
    public Uri Locate(Node node)
    {
        var port = node.Status.DaemonEndpoints.KubeletEndpoint.Port;
        foreach (var type in preferredAddressTypes ?? DefaultAddressTypes)
        {
            foreach (var address in node.Status.Addresses)
            {
                if (address.Type == type && address.Address.Length > 0)
                {
                    return new UriBuilder("https", address.Address, port == 0 ? DefaultPort : port).Uri;
                }
            }
        }
        throw Status.Unknown($"no preferred addresses found; known addresses: [{string.Join(' ', node.Status.Addresses.Select(a => a.Address))}]").ToException();
    }

    /// <summary>
    /// A client for kubelets: shows the API server's certificate, and trusts the kubelet's if <paramref name="authorities"/> (null: any,
    /// as upstream without --kubelet-certificate-authority) signed it.
    /// </summary>
    public static HttpMessageInvoker CreateInvoker(X509Certificate2? clientCertificate, X509Certificate2Collection? authorities)
    {
        var tls = new SslClientAuthenticationOptions
        {
            ClientCertificates = clientCertificate is null ? null : [clientCertificate],
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(certificate, errors, authorities),
        };
        if (clientCertificate is not null)
        {
            // The default selection drops a certificate whose issuers the server doesn't name.
            tls.LocalCertificateSelectionCallback = (_, _, _, _, _) => clientCertificate;
        }
        return CreateInvoker(tls);
    }

    /// <summary>A client for pods and services behind the proxy subresource: their certificates can't be checked, nor does upstream.</summary>
#pragma warning disable CA5359 // Who stands behind a pod's or service's address is not known to the API server.
    public static HttpMessageInvoker CreateProxyInvoker() =>
        CreateInvoker(new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = AcceptAny });
#pragma warning restore CA5359

    private static bool AcceptAny(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => true;

    private static HttpMessageInvoker CreateInvoker(SslClientAuthenticationOptions tls) => new(
        new SocketsHttpHandler
        {
            SslOptions = tls,
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = Limits.ConnectTimeout,
        },
        disposeHandler: true);

    private static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection? authorities)
    {
        if (authorities is null)
        {
            return true;
        }
        if (certificate is not X509Certificate2 presented || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
        {
            return false;
        }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(presented);
    }
}

/// <summary>Why a connection could not be made, in the words that clients of Kubernetes know.</summary>
internal static class DialError
{
    public static string Describe(Exception error, Uri target)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket)
            {
                return $"dial tcp {target.Host}:{target.Port}: {Describe(socket)}";
            }
            if (e is TimeoutException)
            {
                return $"dial tcp {target.Host}:{target.Port}: i/o timeout";
            }
        }
        return (error.InnerException ?? error).Message;
    }

    private static string Describe(SocketException error) => error.SocketErrorCode switch
    {
        SocketError.ConnectionRefused => "connect: connection refused",
        SocketError.HostUnreachable => "connect: no route to host",
        SocketError.NetworkUnreachable => "connect: network is unreachable",
        SocketError.TimedOut => "i/o timeout",
        SocketError.HostNotFound or SocketError.NoData => "no such host",
        _ => error.Message,
    };
}
