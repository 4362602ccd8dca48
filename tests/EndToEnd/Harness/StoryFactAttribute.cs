namespace Navarch.EndToEnd.Harness;

/// <summary>A test that starts real nodes. It is skipped without root; whatever else is missing fails it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StoryFactAttribute : FactAttribute
{
    public StoryFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = "a node needs root: run the tests by sudo";
        }
    }
}
