using Navarch.Api.Certificates.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Admission;

/// <summary>Writes into a certificate request who made it; clients can't say it themselves.</summary>
internal sealed class CertificateRequestIdentity : AdmissionPlugin
{
    public override string Name => "CertificateRequestIdentity";

    public override ValueTask AdmitAsync(AdmissionAttributes attributes, CancellationToken cancellationToken)
    {
        if (attributes.Operation == Operation.Create && attributes.Subresource.Length == 0 && attributes.Object is CertificateSigningRequest request)
        {
            var user = attributes.Context.User;
            request.Spec.Username = user.Name;
            request.Spec.Uid = user.Uid;
            request.Spec.Groups = user.Groups.ToListOf();
            request.Spec.Extra = user.ExtraDocument();
        }
        return ValueTask.CompletedTask;
    }
}
