using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Navarch.Server.Pki;

/// <summary>
/// The cluster's certificate authority: a key and a certificate in files (0600), made at the first start and kept. It signs what the
/// components of this machine need.
/// </summary>
internal sealed class CertificateAuthority
{
    private static readonly TimeSpan AuthorityLifetime = TimeSpan.FromDays(3650);
    private static readonly TimeSpan LeafLifetime = TimeSpan.FromDays(365);
    // What is left of a certificate's life when it is made anew at a start.
    private static readonly TimeSpan RenewBefore = TimeSpan.FromDays(90);

    private readonly string _directory;
    private readonly X509Certificate2 _certificate;
    private readonly TimeProvider _time;

    private CertificateAuthority(string directory, X509Certificate2 certificate, TimeProvider time)
    {
        _directory = directory;
        _certificate = certificate;
        _time = time;
    }

    /// <summary>The authority's certificate.</summary>
    public X509Certificate2Collection Certificates => [X509CertificateLoader.LoadCertificate(_certificate.RawData)];

    /// <summary>The authority's certificate in PEM.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>The path of the authority's certificate.</summary>
    public string CertificatePath => Path.Combine(_directory, "ca.crt");

    /// <summary>The path of the authority's key.</summary>
    public string KeyPath => Path.Combine(_directory, "ca.key");

    /// <summary>Opens the authority of a directory, or makes it.</summary>
    public static CertificateAuthority Open(string directory, TimeProvider time)
    {
        Directory.CreateDirectory(directory);
        File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (crt, key) = (Path.Combine(directory, "ca.crt"), Path.Combine(directory, "ca.key"));
        if (File.Exists(crt) && File.Exists(key))
        {
            return new CertificateAuthority(directory, X509Certificate2.CreateFromPemFile(crt, key), time);
        }
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=navarch-ca", pair, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = time.GetUtcNow();
        var certificate = request.CreateSelfSigned(now - TimeSpan.FromMinutes(5), now + AuthorityLifetime);
        SecretFile.Write(key, pair.ExportPkcs8PrivateKeyPem());
        SecretFile.Write(crt, certificate.ExportCertificatePem());
        return new CertificateAuthority(directory, certificate, time);
    }

    /// <summary>A client's certificate; the files are NAME.crt and NAME.key.</summary>
    public X509Certificate2 Client(string name, string user, params string[] groups)
    {
        var builder = new X500DistinguishedNameBuilder();
        foreach (var group in groups)
        {
            builder.AddOrganizationName(group);
        }
        builder.AddCommonName(user);
        return Ensure(name, builder.Build(), [], "1.3.6.1.5.5.7.3.2", false);
    }

    /// <summary>A server's certificate for names and addresses; made anew when they have changed.</summary>
    public X509Certificate2 Server(string name, string user, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(user);
        return Ensure(name, builder.Build(), [.. names, .. addresses.Select(a => a.ToString())], "1.3.6.1.5.5.7.3.1", true);
    }

    private X509Certificate2 Ensure(string name, X500DistinguishedName subject, IReadOnlyList<string> alternatives, string usage, bool isServer)
    {
        var (crt, key) = (Path.Combine(_directory, name + ".crt"), Path.Combine(_directory, name + ".key"));
        if (File.Exists(crt) && File.Exists(key))
        {
            var present = X509Certificate2.CreateFromPemFile(crt, key);
            if (present.NotAfter.ToUniversalTime() - _time.GetUtcNow() > RenewBefore && (!isServer || Covers(present, alternatives)))
            {
                return present;
            }
            present.Dispose();
        }
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, pair, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(_certificate, true, false));
        if (isServer)
        {
            var san = new SubjectAlternativeNameBuilder();
            foreach (var alternative in alternatives.Distinct())
            {
                if (IPAddress.TryParse(alternative, out var address))
                {
                    san.AddIpAddress(address);
                }
                else
                {
                    san.AddDnsName(alternative);
                }
            }
            request.CertificateExtensions.Add(san.Build());
        }
        var now = _time.GetUtcNow();
        using var signed = request.Create(_certificate, now - TimeSpan.FromMinutes(5), now + LeafLifetime, RandomNumberGenerator.GetBytes(16));
        using var certificate = signed.CopyWithPrivateKey(pair);
        SecretFile.Write(key, pair.ExportPkcs8PrivateKeyPem());
        SecretFile.Write(crt, certificate.ExportCertificatePem());
        return X509Certificate2.CreateFromPemFile(crt, key);
    }

    private static bool Covers(X509Certificate2 certificate, IReadOnlyList<string> alternatives)
    {
        var san = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (san is null)
        {
            return false;
        }
        var present = san.EnumerateDnsNames().Concat(san.EnumerateIPAddresses().Select(a => a.ToString())).ToHashSet(StringComparer.Ordinal);
        return alternatives.All(present.Contains);
    }

    /// <summary>The key that signs service account tokens.</summary>
    public RSA ServiceAccountKey()
    {
        var path = Path.Combine(_directory, "sa.key");
        var key = RSA.Create(2048);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
        }
        else
        {
            SecretFile.Write(path, key.ExportPkcs8PrivateKeyPem());
        }
        return key;
    }
}
