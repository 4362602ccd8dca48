namespace Navarch.KubeProxy.Tests;

/// <summary>A test that makes network namespaces, so it needs root and nft.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (Environment.UserName != "root" || !File.Exists("/usr/sbin/nft"))
        {
            Skip = "needs root and nft";
        }
    }
}
