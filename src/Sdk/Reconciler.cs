namespace Navarch.Sdk;

/// <summary>What to bring in order: an object's key, never an event.</summary>
/// <param name="Namespace">Empty for cluster-scoped objects.</param>
/// <param name="Name">The name.</param>
public readonly record struct Request(string Namespace, string Name)
{
    /// <summary>namespace/name, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : Namespace + "/" + Name;
}

/// <summary>The outcome of a reconciliation. A failure is an exception: the key comes again after a growing delay.</summary>
/// <param name="RequeueAfter">When to come again though nothing changes; null for not at all.</param>
public readonly record struct Result(TimeSpan? RequeueAfter = null)
{
    /// <summary>All is as it should be.</summary>
    public static Result Done => default;

    /// <summary>Come again after a time.</summary>
    public static Result After(TimeSpan delay) => new(delay);
}

/// <summary>
/// A controller: it says what it looks after and what changes concern it, and brings one object at a time in order. The same key is
/// never reconciled twice at once; running it twice in a row must be harmless. Before a key is reconciled again, the caches show
/// what its last reconciliation wrote.
/// </summary>
public interface IReconciler
{
    /// <summary>Says what the controller is for and what it watches.</summary>
    void Configure(ControllerBuilder builder);

    /// <summary>Brings one object in order.</summary>
    Task<Result> ReconcileAsync(Request request, CancellationToken cancellationToken);
}
