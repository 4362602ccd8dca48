using System.Globalization;

namespace Navarch.Store.Tests.Simulation;

public sealed class SimulationTests
{
    /// <summary>More: NAVARCH_SIMULATION_HISTORIES=5000. Other seeds: NAVARCH_SIMULATION_SEED=1000000.</summary>
    private static readonly int _histories = Setting("NAVARCH_SIMULATION_HISTORIES", 300);

    private static readonly int _firstSeed = Setting("NAVARCH_SIMULATION_SEED", 1);

    [Fact]
    public void Random_histories_with_crashes_and_faults_agree_with_the_model()
    {
        for (int seed = _firstSeed; seed < _firstSeed + _histories; seed++)
        {
            if (Run(seed, PlantedBug.None) is { } failure)
            {
                Assert.Fail(failure);
            }
        }
    }

    [Theory]
    [InlineData(PlantedBug.EventDroppedAtCompaction)]
    [InlineData(PlantedBug.StaleReadAfterRestart)]
    [InlineData(PlantedBug.SyncThatDoesNothing)]
    [InlineData(PlantedBug.LostUpdate)]
    public void A_planted_bug_is_found(PlantedBug bug) =>
        Assert.Contains(Enumerable.Range(1, 100), seed => Run(seed, bug) is not null);

    private static string? Run(int seed, PlantedBug bug)
    {
        using Simulation simulation = new(seed, bug);
        try
        {
            simulation.Run(steps: 150);
            return null;
        }
        catch (Exception error)
        {
            return $"seed {seed}, step {simulation.Trace.Count}: {error}\n{string.Join('\n', simulation.Trace.TakeLast(40))}";
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int value) ? value : otherwise;
}
