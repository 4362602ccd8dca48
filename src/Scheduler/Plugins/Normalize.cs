namespace Navarch.Scheduler.Plugins;

/// <summary>Brings scores of any range to 0 to 100.</summary>
internal static class Normalize
{
    /// <summary>The highest becomes 100 and the others follow in proportion; reversed, the lowest is best.</summary>
    public static void ToHundred(Span<long> scores, bool reverse)
    {
        var highest = 0L;
        foreach (var score in scores)
        {
            highest = Math.Max(highest, score);
        }
        for (var i = 0; i < scores.Length; i++)
        {
            var score = highest == 0 ? 0 : scores[i] * 100 / highest;
            scores[i] = reverse ? 100 - score : score;
        }
    }
}
