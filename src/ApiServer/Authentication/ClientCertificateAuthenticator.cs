using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Http;
using Navarch.ApiServer.Requests;

namespace Navarch.ApiServer.Authentication;

/// <summary>Client certificates of the cluster's authority: the common name is the user, the organizations are the groups.</summary>
public sealed class ClientCertificateAuthenticator(X509Certificate2Collection authorities, TimeProvider time) : IAuthenticator
{
    // A connection's certificate is checked once; its end of life is looked at with every request.
    private readonly ConditionalWeakTable<X509Certificate2, UserInfo> _known = [];

    /// <inheritdoc/>
    public ValueTask<UserInfo?> AuthenticateAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Connection.ClientCertificate is not { } certificate)
        {
            return default;
        }
        if (certificate.NotAfter.ToUniversalTime() < time.GetUtcNow().UtcDateTime)
        {
            return default;
        }
        if (_known.TryGetValue(certificate, out var user))
        {
            return new(user);
        }
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        if (!chain.Build(certificate))
        {
            return default;
        }
        user = Read(certificate);
        _known.AddOrUpdate(certificate, user);
        return new(user);
    }

    private static UserInfo Read(X509Certificate2 certificate)
    {
        var name = "";
        var groups = new List<string>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames())
        {
            if (part.HasMultipleElements)
            {
                continue;
            }
            switch (part.GetSingleElementType().Value)
            {
                case "2.5.4.3": name = part.GetSingleElementValue() ?? ""; break;
                case "2.5.4.10": groups.Add(part.GetSingleElementValue() ?? ""); break;
            }
        }
        groups.Add(UserInfo.Authenticated);
        return new UserInfo(name, groups);
    }
}
