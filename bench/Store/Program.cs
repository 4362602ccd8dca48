using System.Diagnostics;
using Navarch.Store;
using Navarch.Store.Embedded;
using Navarch.StoreBench;

// usage: StoreBench DIRECTORY [creates] [relaxed] [million] [restart] [idle]
// Each measurement prints one line. Disk speeds differ, so commits are also given per sync of the same disk in the same run.
string directory = args.Length > 0 ? args[0] : Directory.CreateTempSubdirectory("navarch-store-bench-").FullName;
HashSet<string> wanted = [.. args.Skip(1)];
bool all = wanted.Count == 0;
Directory.CreateDirectory(directory);

double syncs = Floor.SyncsPerSecond(Path.Combine(directory, "floor"), TimeSpan.FromSeconds(2));
Console.WriteLine($"floor      {syncs,10:n0} syncs/s of 4 KiB appended");

if (all || wanted.Contains("creates"))
{
    foreach (int writers in new[] { 1, 16, 64, 256, 1024 })
    {
        await MeasureCreatesAsync(writers, 300, TimeSpan.FromSeconds(3));
    }
}

if (all || wanted.Contains("relaxed"))
{
    await MeasureCreatesAsync(64, 300, TimeSpan.FromSeconds(3), Durability.Relaxed);
}

if (all || wanted.Contains("million"))
{
    await FillAsync(1_000_000, 300);
}

if (all || wanted.Contains("restart"))
{
    await RestartAsync();
}

if (all || wanted.Contains("idle"))
{
    await IdleAsync(TimeSpan.FromMinutes(2));
}

// What a one-node cluster with nothing to do writes: the node's lease and two leader leases, each renewed every 10 s, and its status.
async Task IdleAsync(TimeSpan duration)
{
    string path = Path.Combine(directory, "idle");
    if (Directory.Exists(path))
    {
        Directory.Delete(path, recursive: true);
    }

    await using EmbeddedStore store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = path }, TimeProvider.System);
    long before = Floor.BytesWritten();
    TimeSpan processor = Environment.CpuUsage.TotalTime;
    Stopwatch watch = Stopwatch.StartNew();
    using PeriodicTimer timer = new(TimeSpan.FromSeconds(10));
    while (watch.Elapsed < duration && await timer.WaitForNextTickAsync())
    {
        foreach (string lease in (string[])["kube-node-lease/node-0", "kube-system/kube-controller-manager", "kube-system/kube-scheduler"])
        {
            await store.CommitAsync(Mutation.Put($"/registry/leases/{lease}", new byte[500]) with { Durability = Durability.Relaxed });
        }
    }

    double perSecond = (Floor.BytesWritten() - before) / watch.Elapsed.TotalSeconds;
    Console.WriteLine($"idle       {perSecond,10:f0} B/s written to disk over {watch.Elapsed.TotalSeconds:f0} s, {(Environment.CpuUsage.TotalTime - processor).TotalMilliseconds:f0} ms of CPU");
}

async Task MeasureCreatesAsync(int writers, int valueBytes, TimeSpan duration, Durability durability = Durability.Synced)
{
    string path = Path.Combine(directory, "creates");
    if (Directory.Exists(path))
    {
        Directory.Delete(path, recursive: true);
    }

    await using EmbeddedStore store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = path }, TimeProvider.System);
    List<double>[] latencies = new List<double>[writers];
    Stopwatch watch = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
    {
        List<double> mine = latencies[writer] = [];
        for (int i = 0; watch.Elapsed < duration; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await store.CommitAsync(new Mutation
            {
                Key = $"/registry/pods/namespace-{writer}/pod-{i:d7}",
                Value = new byte[valueBytes],
                ExpectedModRevision = 0,
                Durability = durability,
            });
            mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    })));
    double seconds = watch.Elapsed.TotalSeconds;
    double[] sorted = [.. latencies.SelectMany(static l => l).Order()];
    double perSecond = sorted.Length / seconds;
    Console.WriteLine(
        $"creates    {perSecond,10:n0} /s  writers {writers,4}  p50 {At(sorted, 0.5):f2} ms  p99 {At(sorted, 0.99):f2} ms  p99.9 {At(sorted, 0.999):f2} ms  max {sorted[^1]:f1} ms  {perSecond / syncs:f1} per floor sync  {durability}");
}

async Task FillAsync(int keys, int valueBytes)
{
    string path = Path.Combine(directory, "million");
    if (Directory.Exists(path))
    {
        Directory.Delete(path, recursive: true);
    }

    long before = Process.GetCurrentProcess().WorkingSet64;
    Stopwatch watch = Stopwatch.StartNew();
    await using EmbeddedStore store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = path }, TimeProvider.System);
    int next = -1;
    await Task.WhenAll(Enumerable.Range(0, 256).Select(_ => Task.Run(async () =>
    {
        for (int i = Interlocked.Increment(ref next); i < keys; i = Interlocked.Increment(ref next))
        {
            await store.CommitAsync(Mutation.Create($"/registry/pods/namespace-{i % 1000}/pod-{i:d7}", new byte[valueBytes]));
        }
    })));
    double seconds = watch.Elapsed.TotalSeconds;
    using Process me = Process.GetCurrentProcess();
    Console.WriteLine($"fill       {keys / seconds,10:n0} /s  {keys} keys of {valueBytes} bytes in {seconds:f1} s; resident {me.WorkingSet64 >> 20} MiB (+{(me.WorkingSet64 - before) >> 20}), heap {GC.GetTotalMemory(false) >> 20} MiB");
}

async Task RestartAsync()
{
    Stopwatch watch = Stopwatch.StartNew();
    await using EmbeddedStore store = EmbeddedStore.Open(new EmbeddedStoreOptions { Directory = Path.Combine(directory, "million") }, TimeProvider.System);
    double opened = watch.Elapsed.TotalSeconds;
    using Process me = Process.GetCurrentProcess();
    Console.WriteLine($"restart    {opened,10:f2} s   {store.KeyCount} keys; resident {me.WorkingSet64 >> 20} MiB, peak {me.PeakWorkingSet64 >> 20} MiB, heap {GC.GetTotalMemory(false) >> 20} MiB");
    watch.Restart();
    RangeResult list = await store.RangeAsync(RangeQuery.Prefix("/registry/"));
    Console.WriteLine($"list       {watch.Elapsed.TotalMilliseconds,10:f0} ms  of {list.Items.Count} keys");
    watch.Restart();
    const int gets = 200_000;
    for (int i = 0; i < gets; i++)
    {
        int at = (int)((i * 7919L) % list.Items.Count);
        await store.GetAsync(list.Items[at].Key);
    }

    Console.WriteLine($"get        {watch.Elapsed.TotalMicroseconds / gets,10:f2} us");
}

static double At(double[] sorted, double quantile) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * quantile))];
