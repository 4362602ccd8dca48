namespace Navarch.Api.Certificates.V1;

/// <summary>The rules of CertificateSigningRequest. Who asks is set by the API server, which knows the user.</summary>
public sealed class CertificateSigningRequestStrategy : ResourceStrategy<CertificateSigningRequest>
{
    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("spec.signerName", static o => ((CertificateSigningRequest)o).Spec.SignerName),
    ];
}
