using System.Text;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Images;

namespace Navarch.Kubelet.Tests.Images;

public sealed class ImageReferenceTests
{
    [Theory]
    [InlineData("redis", "redis:latest")]
    [InlineData("redis:7", "redis:7")]
    [InlineData("localhost:5000/a/b", "localhost:5000/a/b:latest")]
    [InlineData("reg.example/x@sha256:0123456789012345678901234567890123456789012345678901234567890123", "reg.example/x@sha256:0123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData("Redis", null)]
    [InlineData("re dis", null)]
    [InlineData("", null)]
    public void A_name_without_tag_means_latest_and_a_bad_one_is_found(string image, string? expected) =>
        Assert.Equal(expected, ImageReference.Normalize(image));

    [Fact]
    public void Credentials_are_taken_from_the_secret_of_that_registry()
    {
        const string Config = """{"auths":{"https://index.docker.io/v1/":{"auth":"dTpw"},"reg.example":{"username":"a","password":"b"}}}""";
        var secret = new Secret
        {
            Data = new Dictionary<string, string> { [".dockerconfigjson"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Config)) }.ToMapOf(),
        };
        Assert.Equal(("u", "p"), PullSecrets.For("redis", [secret]).Select(a => (a.Username, a.Password)).Single());
        Assert.Equal("a", PullSecrets.For("reg.example/x", [secret]).Single().Username);
        Assert.Empty(PullSecrets.For("quay.io/x", [secret]));
    }
}
