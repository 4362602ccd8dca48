using System.Text;
using Navarch.ApiMachinery.Errors;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>Fields that an apply would change although other managers own them.</summary>
internal sealed class Conflicts
{
    private readonly List<(ManagedEntry Manager, FieldSet Fields)> _conflicts = [];

    public bool IsEmpty => _conflicts.Count == 0;

    /// <summary>All fields in conflict.</summary>
    public FieldSet Fields => _conflicts.Aggregate(FieldSet.Empty, (all, conflict) => all.Union(conflict.Fields));

    public void Add(ManagedEntry manager, FieldSet fields)
    {
        if (!fields.IsEmpty)
        {
            _conflicts.Add((manager, fields));
        }
    }

    /// <summary>The conflicts that are not about these fields.</summary>
    public Conflicts Except(FieldSet allowed)
    {
        var rest = new Conflicts();
        foreach (var (manager, fields) in _conflicts)
        {
            rest.Add(manager, fields.Difference(allowed));
        }
        return rest;
    }

    /// <summary>The answer to the client.</summary>
    public Status ToStatus()
    {
        var causes = new List<StatusCause>();
        var text = new StringBuilder();
        foreach (var group in _conflicts.GroupBy(conflict => conflict.Manager.Describe()).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("conflicts with ").Append(group.Key).Append(':');
            foreach (var path in group.SelectMany(conflict => conflict.Fields.Paths()))
            {
                text.Append("\n- ").Append(path);
                causes.Add(new StatusCause(CauseReason.FieldManagerConflict, $"conflict with {group.Key}", path));
            }
        }
        var message = causes.Count == 1
            ? $"Apply failed with 1 conflict: {causes[0].Message}: {causes[0].Field}"
            : $"Apply failed with {causes.Count} conflicts: {text}";
        return Status.ApplyConflict(causes, message);
    }
}
