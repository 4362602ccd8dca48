using System.Security.Cryptography.X509Certificates;

namespace Navarch.Client;

/// <summary>Where an API server is and who one is to it.</summary>
public sealed record ApiClientConfig
{
    /// <summary>Such as https://127.0.0.1:6443.</summary>
    public required Uri Server { get; init; }

    /// <summary>The authorities that may have signed the server's certificate; the system's when null.</summary>
    public X509Certificate2Collection? CertificateAuthorities { get; init; }

    /// <summary>The client's certificate with its key; asked for at each new connection, so that a renewed one is used without a restart.</summary>
    public Func<X509Certificate2?>? ClientCertificate { get; init; }

    /// <summary>A bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>A file with a bearer token, read again when it changes; stronger than <see cref="Token"/>.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The name that the server's certificate must have, when it is not the host of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Believe any server. For experiments only.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The program's name in the server's audit log, and the field manager of its writes up to the first slash.</summary>
    public string UserAgent { get; init; } = "navarch";

    /// <summary>The namespace for objects that name none.</summary>
    public string Namespace { get; init; } = "default";
}
