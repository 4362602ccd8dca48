using System.Net;
using Navarch.Dns.Forwarding;

namespace Navarch.Dns.Tests.Forwarding;

public sealed class ResolvConfTests
{
    [Fact]
    public void FirstThreeNameServersCount()
    {
        var servers = ResolvConf.Parse("# made by hand\nsearch example.com\nnameserver 192.0.2.1\nnameserver\t2001:db8::1\nnameserver bad\nnameserver 192.0.2.1\nnameserver 192.0.2.2\nnameserver 192.0.2.3\n");
        Assert.Equal(["192.0.2.1:53", "[2001:db8::1]:53", "192.0.2.2:53"], servers.Select(server => server.ToString()));
    }

    [Fact]
    public void MissingFileNamesNobody() => Assert.Empty(ResolvConf.Read("/nonexistent/resolv.conf"));
}
