namespace Navarch.Micro;

/// <summary>How much memory a parsed pod holds in a cache.</summary>
internal static class Retained
{
    private const int Pods = 20_000;

    public static void Print()
    {
        Console.WriteLine($"sample: {PodSample.Json.Length} bytes of JSON");
        Console.WriteLine($"slots: {Measure(Frozen):n0} bytes held by a pod");
        Console.WriteLine($"plain: {Measure(PodSample.Plain):n0} bytes held by a pod");
    }

    // Cached documents are frozen, and keep no room to grow.
    private static object Frozen()
    {
        var pod = PodSample.Slots();
        pod.Freeze();
        return pod;
    }

    private static long Measure(Func<object> make)
    {
        make();
        var kept = new object[Pods];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < kept.Length; i++)
        {
            kept[i] = make();
        }
        var after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (after - before) / Pods;
    }
}
