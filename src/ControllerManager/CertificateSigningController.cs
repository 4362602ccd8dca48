using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Navarch.Api.Certificates.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Client;
using Navarch.Client.Informers;
using Navarch.Sdk;

namespace Navarch.ControllerManager;

/// <summary>
/// Signs approved certificate requests for upstream's signers, as far as they ask for what the signer grants. It owns status.certificate. Nothing is
/// approved here: that is for people and their tools.
/// </summary>
internal sealed class CertificateSigningController(ControllerContext context, string certificateFile, string keyFile) : IReconciler
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(365);
    private static readonly Dictionary<string, string[]> Signers = new(StringComparer.Ordinal)
    {
        ["kubernetes.io/kube-apiserver-client"] = ["client auth"],
        ["kubernetes.io/kube-apiserver-client-kubelet"] = ["client auth"],
        ["kubernetes.io/kubelet-serving"] = ["server auth"],
        ["kubernetes.io/legacy-unknown"] = ["client auth", "server auth"],
    };

    private readonly SharedInformer<CertificateSigningRequest> _requests = context.Informers.For<CertificateSigningRequest>();

    public void Configure(ControllerBuilder builder) =>
        builder.For<CertificateSigningRequest>(r => r.Status.Certificate is not { Length: > 0 } && Signers.ContainsKey(r.Spec.SignerName) && Has(r, "Approved"));

    public async Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken)
    {
        if (_requests.Get(null, request.Name) is not { } asked || asked.Status.Certificate is { Length: > 0 } || !Has(asked, "Approved") || Has(asked, "Denied") || Has(asked, "Failed"))
        {
            return Result.Done;
        }
        var updated = asked.Copy();
        try
        {
            using var authority = X509Certificate2.CreateFromPemFile(certificateFile, keyFile);
            var pem = Encoding.UTF8.GetString(Convert.FromBase64String(asked.Spec.Request));
            updated.Status.Certificate = Convert.ToBase64String(Encoding.UTF8.GetBytes(Sign(asked, pem, authority, context.Time.GetUtcNow())));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            updated.Status.Conditions = [.. updated.Status.Conditions, new CertificateSigningRequestCondition
            {
                Type = "Failed",
                Status = "True",
                Reason = "SignerValidationFailure",
                Message = e.Message,
                LastUpdateTime = context.Time.GetUtcNow(),
                LastTransitionTime = context.Time.GetUtcNow(),
            }];
        }
        await context.Client.UpdateStatusAsync(updated, cancellationToken: cancellationToken).ConfigureAwait(false);
        return Result.Done;
    }

    /// <summary>The certificate in PEM.</summary>
    /// <exception cref="ArgumentException">The signer doesn't grant what is asked for.</exception>
    internal static string Sign(CertificateSigningRequest asked, string pem, X509Certificate2 authority, DateTimeOffset now)
    {
        var granted = Signers[asked.Spec.SignerName];
        if (asked.Spec.Usages.FirstOrDefault(u => !granted.Contains(u) && u is not ("digital signature" or "key encipherment")) is { } usage)
        {
            throw new ArgumentException($"usage \"{usage}\" is not allowed by the signer");
        }
        var request = CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions);
        var names = request.CertificateExtensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        if (names is not null && asked.Spec.SignerName.StartsWith("kubernetes.io/kube-apiserver-client", StringComparison.Ordinal))
        {
            throw new ArgumentException("a client certificate must not have subject alternative names");
        }
        request.CertificateExtensions.Clear();
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        var purposes = new OidCollection();
        foreach (var purpose in asked.Spec.Usages.Where(granted.Contains))
        {
            purposes.Add(new Oid(purpose == "client auth" ? "1.3.6.1.5.5.7.3.2" : "1.3.6.1.5.5.7.3.1"));
        }
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(purposes, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }
        var duration = asked.Spec.ExpirationSeconds is { } seconds && TimeSpan.FromSeconds(seconds) < LongestDuration ? TimeSpan.FromSeconds(seconds) : LongestDuration;
        var end = now + duration < authority.NotAfter ? now + duration : new DateTimeOffset(authority.NotAfter);
        using var signed = request.Create(authority.SubjectName, Generator(authority), now.AddMinutes(-5), end, RandomNumberGenerator.GetBytes(16));
        return signed.ExportCertificatePem() + "\n";
    }

    private static X509SignatureGenerator Generator(X509Certificate2 authority) =>
        authority.GetECDsaPrivateKey() is { } ec ? X509SignatureGenerator.CreateForECDsa(ec)
        : X509SignatureGenerator.CreateForRSA(authority.GetRSAPrivateKey() ?? throw new CryptographicException("the signing key is neither ECDSA nor RSA"), RSASignaturePadding.Pkcs1);

    private static bool Has(CertificateSigningRequest request, string condition) => request.Status.Conditions.Any(c => c.Type == condition);
}
