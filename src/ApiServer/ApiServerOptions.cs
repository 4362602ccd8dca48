using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Navarch.ApiServer;

/// <summary>What the API server is told; names and defaults are upstream's flags where upstream has them.</summary>
public sealed record ApiServerOptions
{
    /// <summary>--secure-port. Default 6443.</summary>
    public int SecurePort { get; init; } = 6443;

    /// <summary>--bind-address. Default: all addresses.</summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Any;

    /// <summary>--advertise-address: the address in the kubernetes Service's endpoints.</summary>
    public required IPAddress AdvertiseAddress { get; init; }

    /// <summary>--service-cluster-ip-range. Default 10.96.0.0/12.</summary>
    public IPNetwork ServiceCidr { get; init; } = IPNetwork.Parse("10.96.0.0/12");

    /// <summary>The serving certificate; asked for at each handshake, so that it can be renewed while running.</summary>
    public required Func<X509Certificate2> ServingCertificate { get; init; }

    /// <summary>--client-ca-file: whose client certificates are believed.</summary>
    public required X509Certificate2Collection ClientCa { get; init; }

    /// <summary>--service-account-signing-key-file.</summary>
    public required RSA ServiceAccountKey { get; init; }

    /// <summary>--service-account-issuer.</summary>
    public string ServiceAccountIssuer { get; init; } = "https://kubernetes.default.svc.cluster.local";

    /// <summary>--token-auth-file; null: no static tokens.</summary>
    public string? TokenAuthFile { get; init; }

    /// <summary>--kubelet-client-certificate and its key: how the API server shows itself to kubelets.</summary>
    public X509Certificate2? KubeletClientCertificate { get; init; }

    /// <summary>--kubelet-certificate-authority.</summary>
    public X509Certificate2Collection? KubeletCa { get; init; }

    /// <summary>--default-not-ready-toleration-seconds. Upstream's default is 300.</summary>
    public long DefaultNotReadyTolerationSeconds { get; init; } = 300;

    /// <summary>--default-unreachable-toleration-seconds. Upstream's default is 300.</summary>
    public long DefaultUnreachableTolerationSeconds { get; init; } = 300;

    /// <summary>The n-th address of a service range: 1 is the API's own, 10 the cluster DNS's.</summary>
    public static IPAddress ServiceAddress(IPNetwork range, int n)
    {
        var bytes = range.BaseAddress.GetAddressBytes();
        BinaryPrimitives.WriteUInt32BigEndian(bytes, BinaryPrimitives.ReadUInt32BigEndian(bytes) + (uint)n);
        return new IPAddress(bytes);
    }
}
