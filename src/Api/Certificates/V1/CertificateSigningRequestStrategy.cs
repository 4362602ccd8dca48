namespace Navarch.Api.Certificates.V1;

/// <summary>The rules of CertificateSigningRequest. Who asks is set by the API server, which knows the user.</summary>
public sealed class CertificateSigningRequestStrategy : ResourceStrategy<CertificateSigningRequest>
{
    /// <inheritdoc/>
    public override IReadOnlyList<SelectableField> SelectableFields { get; } =
    [
        new("spec.signerName", static o => ((CertificateSigningRequest)o).Spec.SignerName),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<TableColumn> Columns { get; } =
    [
        TableColumn.ObjectName,
        TableColumn.Age,
        Cells.Of<CertificateSigningRequest>("SignerName", "Who is to sign.", static o => o.Spec.SignerName),
        Cells.Of<CertificateSigningRequest>("Requestor", "Who asks.", static o => o.Spec.Username),
        Cells.Of<CertificateSigningRequest>("RequestedDuration", "For how long.", static o => o.Spec.ExpirationSeconds is { } seconds ? TableColumn.HumanDuration(TimeSpan.FromSeconds(seconds)) : Cells.None),
        Cells.Of<CertificateSigningRequest>("Condition", "What became of it.", static o => Outcome(o)),
    ];

    private static string Outcome(CertificateSigningRequest request)
    {
        bool Has(string type) => request.Status.Conditions.Any(condition => condition.Type == type);
        var outcome = Has("Denied") ? "Denied" : Has("Approved") ? "Approved" : Has("Failed") ? "" : "Pending";
        if (Has("Failed"))
        {
            outcome += outcome.Length > 0 ? ",Failed" : "Failed";
        }
        return request.Status.Certificate.Length > 0 ? outcome + ",Issued" : outcome;
    }
}
