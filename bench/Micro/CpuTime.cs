namespace Navarch.Micro;

/// <summary>
/// Nanoseconds of CPU time an operation, collections included, on a machine that is busy with other things: the candidates
/// take turns, and the best of many short rounds counts.
/// </summary>
internal static class CpuTime
{
    private const int Rounds = 40;
    private const int Operations = 2_000;

    public static void Print()
    {
        var bench = new PodBenchmark();
        (string Name, Action Run)[] candidates =
        [
            ("slots parse+default+encode", () => bench.SlotsParseDefaultEncode()),
            ("plain parse+default+encode", () => bench.PlainParseDefaultEncode()),
            ("slots parse", () => bench.SlotsParse()),
            ("plain parse", () => bench.PlainParse()),
            ("slots encode", () => bench.SlotsEncode()),
            ("plain encode", () => bench.PlainEncode()),
            ("slots read", () => bench.SlotsRead()),
            ("plain read", () => bench.PlainRead()),
            ("slots to tree", () => bench.SlotsToTree()),
            ("slots to protobuf", () => bench.SlotsProtobuf()),
        ];
        var best = new double[candidates.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < candidates.Length; i++)
            {
                var before = Environment.CpuUsage.TotalTime;
                for (var n = 0; n < Operations; n++)
                {
                    candidates[i].Run();
                }
                best[i] = Math.Min(best[i], (Environment.CpuUsage.TotalTime - before).TotalNanoseconds / Operations);
            }
        }
        for (var i = 0; i < candidates.Length; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var n = 0; n < 100; n++)
            {
                candidates[i].Run();
            }
            var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
            Console.WriteLine($"{candidates[i].Name,-28} {best[i],9:n0} ns CPU {allocated,8:n0} bytes allocated");
        }
    }
}
