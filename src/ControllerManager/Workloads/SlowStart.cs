namespace Navarch.ControllerManager.Workloads;

/// <summary>
/// Runs many equal writes in batches of 1, 2, 4, …: what fails for all (a quota, a refusal) fails once or twice, not a thousand times.
/// </summary>
internal static class SlowStart
{
    /// <summary>Runs up to <paramref name="count"/> writes; stops after a batch in which one failed. The answer is how many succeeded, and the first error.</summary>
    public static async Task<(int Succeeded, Exception? Error)> RunAsync(int count, Func<int, Task> write)
    {
        var succeeded = 0;
        var next = 0;
        for (var batch = 1; next < count; batch = Math.Min(batch * 2, Limits.ParallelWrites))
        {
            var size = Math.Min(batch, count - next);
            var running = new Task[size];
            for (var i = 0; i < size; i++)
            {
                running[i] = write(next++);
            }
            Exception? error = null;
            foreach (var task in running)
            {
                try
                {
                    await task.ConfigureAwait(false);
                    succeeded++;
                }
                catch (Exception e)
                {
                    error ??= e;
                }
            }
            if (error is not null)
            {
                return (succeeded, error);
            }
        }
        return (succeeded, null);
    }
}
