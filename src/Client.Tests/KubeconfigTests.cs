using Navarch.Client;

namespace Navarch.Client.Tests;

public sealed class KubeconfigTests
{
    private const string Text = """
        apiVersion: v1
        kind: Config
        current-context: here
        contexts:
        - name: here
          context: {cluster: local, user: admin, namespace: apps}
        - name: broken
          context: {cluster: none, user: admin}
        clusters:
        - name: local
          cluster:
            server: https://127.0.0.1:6443
            tls-server-name: kubernetes
        users:
        - name: admin
          user:
            token: secret
            tokenFile: token
        """;

    [Fact]
    public void The_current_context_says_server_user_and_namespace()
    {
        var config = Kubeconfig.Parse(Text, "/etc/k", "file", null);
        Assert.Equal(new Uri("https://127.0.0.1:6443"), config.Server);
        Assert.Equal("kubernetes", config.TlsServerName);
        Assert.Equal("secret", config.Token);
        Assert.Equal("/etc/k/token", config.TokenFile);
        Assert.Equal("apps", config.Namespace);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Contains("context \"gone\" does not exist", Assert.Throws<InvalidDataException>(() => Kubeconfig.Parse(Text, "/", "file", "gone")).Message, StringComparison.Ordinal);
        Assert.Contains("cluster \"none\" does not exist", Assert.Throws<InvalidDataException>(() => Kubeconfig.Parse(Text, "/", "file", "broken")).Message, StringComparison.Ordinal);
    }
}
