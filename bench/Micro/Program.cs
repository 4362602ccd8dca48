using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Navarch.Micro;

// usage: Micro            the decision measurement of docs/decisions/0001-document-slots.md
//        Micro cpu        the same by CPU time, for a machine that is not calm
Retained.Print();
if (args.Contains("cpu"))
{
    CpuTime.Print();
}
else
{
    // In this process, so that nothing has to be restored or built while measuring.
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    BenchmarkRunner.Run<PodBenchmark>(DefaultConfig.Instance.AddJob(job).WithOption(ConfigOptions.DisableOptimizationsValidator, true));
}
