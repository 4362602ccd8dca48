using System.Text;

namespace Navarch.Server.Pki;

/// <summary>Writes kubeconfig files with everything in them.</summary>
internal static class KubeconfigFile
{
    /// <summary>Writes a kubeconfig (0600) for a user whose certificate and key stand in files.</summary>
    public static void Write(string path, string server, string authorityPem, string user, string certificatePath, string keyPath)
    {
        static string Encoded(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
        SecretFile.Write(path, $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: navarch
              cluster:
                server: {server}
                certificate-authority-data: {Encoded(authorityPem)}
            users:
            - name: {user}
              user:
                client-certificate-data: {Encoded(File.ReadAllText(certificatePath))}
                client-key-data: {Encoded(File.ReadAllText(keyPath))}
            contexts:
            - name: navarch
              context:
                cluster: navarch
                user: {user}
            current-context: navarch

            """);
    }
}
