using System.Text;
using Navarch.ApiMachinery.Documents;
using Navarch.ApiMachinery.Errors;
using Navarch.ApiMachinery.Json;
using Navarch.ApiMachinery.Schemas;
using Navarch.ApiMachinery.Validation;

namespace Navarch.ApiMachinery.ManagedFields;

/// <summary>
/// Keeps metadata.managedFields of one kind (or one subresource of it) at one version, and merges what is applied: upstream's field manager.
/// Stateless and safe for all threads; make one per resource, version and subresource.
/// </summary>
public sealed class FieldManager
{
    private const string BeforeFirstApply = "before-first-apply";
    private const string Kubectl = "kubectl";
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly FieldSet Stripped = FieldSet.Of(
        ["apiVersion"], ["kind"], ["metadata"], ["metadata", "name"], ["metadata", "namespace"], ["metadata", "creationTimestamp"],
        ["metadata", "selfLink"], ["metadata", "uid"], ["metadata", "clusterName"], ["metadata", "generation"], ["metadata", "managedFields"],
        ["metadata", "resourceVersion"]);

    private readonly ObjectSchema _schema;
    private readonly GroupVersionKind _kind;
    private readonly string _apiVersion;
    private readonly string _subresource;
    private readonly FieldSet _resetFields;
    private readonly Func<DocObject, string, DocObject?>? _convert;

    /// <summary>A manager of the objects of a schema.</summary>
    /// <param name="schema">Their schema.</param>
    /// <param name="kind">Their kind at this version.</param>
    /// <param name="subresource">The subresource through which they are written; empty for the object itself.</param>
    /// <param name="resetFields">Fields that a write through this resource resets, and so never owns (status, for the object itself).</param>
    /// <param name="convert">
    /// Converts an object to another apiVersion, for managers that own fields at one; null when the version is not served any more, whose owners
    /// are then forgotten. Without a converter all versions are taken to have the same fields.
    /// </param>
    public FieldManager(
        ObjectSchema schema, GroupVersionKind kind, string subresource = "", FieldSet resetFields = default, Func<DocObject, string, DocObject?>? convert = null)
    {
        _schema = schema;
        _kind = kind;
        _apiVersion = kind.GroupVersion.ToString();
        _subresource = subresource;
        _resetFields = resetFields;
        _convert = convert;
    }

    /// <summary>The manager of a request: the one that it names, else the first word of its user agent.</summary>
    public static string ManagerOrUserAgent(string manager, string userAgent)
    {
        if (manager.Length > 0)
        {
            return manager;
        }
        var builder = new StringBuilder();
        var bytes = 0;
        foreach (var rune in userAgent.AsSpan()[..(userAgent.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? slash : userAgent.Length)].EnumerateRunes())
        {
            if (!Formats.IsPrintable(rune))
            {
                continue;
            }
            bytes += rune.Utf8SequenceLength;
            if (bytes > OptionsValidation.FieldManagerMaxLength)
            {
                break;
            }
            builder.Append(rune.ToString());
        }
        return builder.ToString();
    }

    /// <summary>Records who changed what by a create, an update or a patch.</summary>
    /// <param name="live">The object as stored; null for a create.</param>
    /// <param name="updated">The object as it will be stored; its managedFields are set.</param>
    /// <param name="manager">Who writes: see <see cref="ManagerOrUserAgent"/>.</param>
    /// <param name="now">The time of the request.</param>
    public void Update(DocObject? live, DocObject updated, string manager, DateTimeOffset now)
    {
        var managed = ReadForUpdate(live, updated);
        if (updated["metadata"] is DocObject metadata)
        {
            metadata["managedFields"] = null;
        }
        if (managed.Entries.Count > 0 || live is null || Uid(live).Length == 0)
        {
            Record(live ?? _schema.Empty, updated, managed, manager, now);
            managed.Cap();
        }
        managed.Write(updated);
    }

    private static string Uid(DocObject o) => (o["metadata"] as DocObject)?["uid"] as string ?? "";

    private ManagedEntries ReadForUpdate(DocObject? live, DocObject updated)
    {
        var sent = _subresource.Length == 0 ? ManagedFieldsOf(updated) : null;
        if (sent is { Count: 1 } && sent[0] is DocObject { IsEmpty: true })
        {
            // One empty entry is how a client resets them.
            return new ManagedEntries();
        }
        if (sent is { Count: > 0 } && ManagedEntries.TryRead(sent, out var managed, out _))
        {
            return managed;
        }
        // A client that knows nothing of managedFields must not lose them.
        ManagedEntries.TryRead(live is null ? null : ManagedFieldsOf(live), out managed, out _);
        return managed;
    }

    private static DocList? ManagedFieldsOf(DocObject o) => (o["metadata"] as DocObject)?["managedFields"] as DocList;

    private void Record(DocObject live, DocObject updated, ManagedEntries managed, string manager, DateTimeOffset now)
    {
        var comparison = TakeFromOthers(live, updated, managed, null, force: true, out _);
        var own = comparison.Modified.Union(comparison.Added).Difference(Stripped);
        if (own.IsEmpty)
        {
            return;
        }
        var entry = new ManagedEntry { Manager = manager, Operation = ManagedEntry.UpdateOperation, Subresource = _subresource, ApiVersion = _apiVersion };
        entry.Set = managed.Find(entry) is { } before ? before.Set.Union(own) : own;
        entry.Time = Timestamps.Format(now);
        managed.Replace(entry);
    }

    private readonly record struct Changes(FieldSet Added, FieldSet Modified, FieldSet Removed);

    private Changes Compare(DocObject left, DocObject right)
    {
        var comparison = Comparison.Of(left, right, _schema);
        return _resetFields.IsEmpty
            ? new Changes(comparison.Added, comparison.Modified, comparison.Removed)
            : new Changes(comparison.Added.RecursiveDifference(_resetFields), comparison.Modified.RecursiveDifference(_resetFields),
                comparison.Removed.RecursiveDifference(_resetFields));
    }

    /// <summary>Compares, finds what others own of what changed, and takes it from them, unless there are conflicts that are not forced.</summary>
    private Changes TakeFromOthers(DocObject live, DocObject updated, ManagedEntries managed, ManagedEntry? self, bool force, out Conflicts conflicts)
    {
        conflicts = new Conflicts();
        var changes = Compare(live, updated);
        var versions = new Dictionary<string, Changes?>(StringComparer.Ordinal) { [_apiVersion] = changes };
        var taken = new List<(ManagedEntry Entry, FieldSet Left)>();
        foreach (var entry in managed.Entries)
        {
            if (ReferenceEquals(entry, self))
            {
                continue;
            }
            if (ChangesAt(entry.ApiVersion, live, updated, versions) is not { } at)
            {
                taken.Add((entry, FieldSet.Empty));
                continue;
            }
            var lost = entry.Set.Intersection(at.Modified.Union(at.Added));
            conflicts.Add(entry, lost);
            if (!lost.IsEmpty || !at.Removed.IsEmpty)
            {
                taken.Add((entry, entry.Set.Difference(lost).Difference(at.Removed)));
            }
        }
        if (force || conflicts.IsEmpty)
        {
            foreach (var (entry, left) in taken)
            {
                if (entry.Set != left)
                {
                    entry.Set = left;
                }
            }
            managed.Entries.RemoveAll(entry => entry.Set.IsEmpty && !ReferenceEquals(entry, self));
        }
        return changes;
    }

    private Changes? ChangesAt(string apiVersion, DocObject live, DocObject updated, Dictionary<string, Changes?> versions)
    {
        if (versions.TryGetValue(apiVersion, out var known))
        {
            return known;
        }
        Changes? changes = versions[_apiVersion];
        if (_convert is not null)
        {
            var isCreate = ReferenceEquals(live, _schema.Empty);
            var right = _convert(Materialize(updated), apiVersion);
            var left = isCreate ? right?.Schema.Empty : _convert(live, apiVersion);
            if (left is null || right is null)
            {
                changes = null;
            }
            else
            {
                var comparison = Comparison.Of(left, right, right.Schema);
                changes = new Changes(comparison.Added, comparison.Modified, comparison.Removed);
            }
        }
        versions[apiVersion] = changes;
        return changes;
    }

    private DocObject Materialize(DocObject merged)
    {
        var converter = new UnstructuredConverter(null);
        return (DocObject)converter.Convert(merged, TypeSchema.ObjectOf(() => _schema))!;
    }

    /// <summary>Merges an applied configuration.</summary>
    /// <param name="live">The object as stored, frozen; null when there is none yet.</param>
    /// <param name="configuration">What is applied, without schema.</param>
    /// <param name="manager">Who applies; required.</param>
    /// <param name="force">Takes fields from other managers instead of failing.</param>
    /// <param name="now">The time of the request.</param>
    /// <returns>A mutable object, not defaulted, with managedFields set.</returns>
    /// <exception cref="ApiException">Another kind, managedFields in the configuration (400), conflicts (409), or it does not fit the schema (500, as upstream answers).</exception>
    public DocObject Apply(DocObject? live, DocMap configuration, string manager, bool force, DateTimeOffset now)
    {
        CheckConfiguration(configuration);
        if (!ManagedEntries.TryRead(live is null ? null : ManagedFieldsOf(live), out var managed, out var error))
        {
            throw Status.Unknown($"failed to decode managed fields: {error}").ToException();
        }
        var current = live is null ? _schema.Empty : WithoutManagedFields(live);
        if (managed.Entries.Count == 0 && live is not null && Uid(live).Length > 0)
        {
            Record(_schema.Empty, current, managed, BeforeFirstApply, now);
            managed.Cap();
        }
        var merged = Merge(current, configuration, managed, manager, force, now);
        var converter = new UnstructuredConverter(null);
        var result = ReferenceEquals(merged, current)
            ? (DocObject)current.DeepClone()
            : (DocObject)converter.Convert(merged, TypeSchema.ObjectOf(() => _schema))!;
        if (converter.Error is not null)
        {
            throw Status.Unknown($"failed to convert new typed object ({Describe(configuration)}) to object: {converter.Error}").ToException();
        }
        if (manager == Kubectl && live is not null)
        {
            UpdateLastApplied(result, configuration);
        }
        managed.Write(result);
        return result;
    }

    private DocObject Merge(DocObject current, DocMap configuration, ManagedEntries managed, string manager, bool force, DateTimeOffset now)
    {
        var self = new ManagedEntry { Manager = manager, Operation = ManagedEntry.ApplyOperation, Subresource = _subresource, ApiVersion = _apiVersion };
        var before = managed.Find(self);
        self.Time = before?.Time;
        self.Set = FieldSetExtractor.Extract(configuration, _schema).RecursiveDifference(_resetFields);
        managed.Replace(self);

        var merged = ConfigurationMerge.Merge(current, configuration, _schema);
        merged = Prune(merged, managed, self, before?.Set ?? default);
        TakeFromOthers(current, merged, managed, self, force, out var conflicts);
        if (!force && !conflicts.IsEmpty)
        {
            if (manager == Kubectl && AllowedByLastApplied(current) is { } allowed)
            {
                conflicts = conflicts.Except(allowed);
            }
            if (!conflicts.IsEmpty)
            {
                throw conflicts.ToStatus().ToException();
            }
            TakeFromOthers(current, merged, managed, self, force: true, out _);
        }
        self.Set = self.Set.Difference(Stripped);
        if (!ReferenceEquals(merged, current))
        {
            self.Time = Timestamps.Format(now);
        }
        return merged;
    }

    /// <summary>Removes what the manager applied last time and not now, and what nobody else owns.</summary>
    private DocObject Prune(DocObject merged, ManagedEntries managed, ManagedEntry self, FieldSet last)
    {
        if (last.Difference(self.Set).IsEmpty)
        {
            return merged;
        }
        var owned = managed.Entries.Aggregate(FieldSet.Empty, (all, entry) => all.Union(entry.Set));
        var all = FieldSetExtractor.Extract(merged, _schema);
        var kept = FieldSetExtractor.Extract(ConfigurationMerge.Remove(merged, last, _schema), _schema).Union(owned);
        kept = FieldSetExtractor.Extract(ConfigurationMerge.Remove(merged, all.Difference(kept), _schema), _schema);
        return ConfigurationMerge.Remove(merged, all.Difference(kept).Intersection(last), _schema);
    }

    private void CheckConfiguration(DocMap configuration)
    {
        var group = GroupVersion.TryParse(configuration["apiVersion"] as string ?? "", out var parsed) ? parsed : new GroupVersion("", "");
        var kind = new GroupVersionKind(group.Group, group.Version, configuration["kind"] as string ?? "");
        if (kind != _kind)
        {
            throw Status.BadRequest($"invalid object type: {kind}").ToException();
        }
        if (configuration["metadata"] is DocMap metadata && metadata["managedFields"] is not null)
        {
            throw Status.BadRequest("metadata.managedFields must be nil").ToException();
        }
        if (ConfigurationValidator.Validate(configuration, _schema) is { } error)
        {
            throw Status.Unknown($"failed to create typed patch object ({Describe(configuration)}): {error}").ToException();
        }
    }

    private string Describe(DocMap configuration)
    {
        var metadata = configuration["metadata"] as DocMap;
        return $"{metadata?["namespace"] as string}/{metadata?["name"] as string}; {_kind}";
    }

    private static DocObject WithoutManagedFields(DocObject live)
    {
        if (ManagedFieldsOf(live) is null)
        {
            return live;
        }
        var metadata = ((DocObject)live["metadata"]!).ShallowClone();
        metadata["managedFields"] = null;
        var copy = live.ShallowClone();
        copy["metadata"] = metadata;
        return copy;
    }

    /// <summary>What client-side apply set and nobody changed since: kubectl may take it over without a conflict.</summary>
    private FieldSet? AllowedByLastApplied(DocObject live)
    {
        if (Annotation(live) is not { Length: > 0 } text)
        {
            return null;
        }
        DocMap last;
        try
        {
            last = UntypedJson.DecodeObject(Encoding.UTF8.GetBytes(text));
        }
        catch (DecodeException)
        {
            return null;
        }
        if (last["apiVersion"] as string != _apiVersion || ConfigurationValidator.Validate(last, _schema) is not null)
        {
            return null;
        }
        // A configuration as a partial object: what it does not name is absent, and the comparison only looks at what it does.
        var comparison = Comparison.Of(live, ConfigurationMerge.Merge(live, last, _schema), _schema);
        return FieldSetExtractor.Extract(last, _schema).Difference(comparison.Modified).Difference(comparison.Added);
    }

    private static string? Annotation(DocObject o) => ((o["metadata"] as DocObject)?["annotations"] as DocMap)?[LastApplied] as string;

    private static void UpdateLastApplied(DocObject result, DocMap configuration)
    {
        if (Annotation(result) is not { Length: > 0 })
        {
            return;
        }
        var copy = (DocMap)configuration.DeepClone();
        if (copy["metadata"] is DocMap { } metadata && metadata["annotations"] is DocMap own)
        {
            own.Remove(LastApplied);
            if (own.Count == 0)
            {
                metadata.Remove("annotations");
            }
        }
        var annotations = (DocMap)((DocObject)result["metadata"]!)["annotations"]!;
        annotations[LastApplied] = GoText.Json(copy) + "\n";
        var size = 0;
        for (var i = 0; i < annotations.Count; i++)
        {
            size += Encoding.UTF8.GetByteCount(annotations.KeyAt(i)) + Encoding.UTF8.GetByteCount(annotations.ValueAt(i) as string ?? "");
        }
        if (size > ObjectMetaValidation.TotalAnnotationSizeLimitBytes)
        {
            annotations.Remove(LastApplied);
        }
    }

    /// <summary>
    /// Gives an object back the managedFields that it had when nothing but their times changed, so that a write that changes nothing stays none.
    /// </summary>
    public static void KeepTimesIfUnchanged(DocObject live, DocObject updated)
    {
        if (ManagedFieldsOf(live) is not { } before || ManagedFieldsOf(updated) is not { } after || before.Count != after.Count)
        {
            return;
        }
        if (DocNode.DeepEquals(before, after) || !ManagedEntries.TryRead(before, out var old, out _) || !ManagedEntries.TryRead(after, out var current, out _))
        {
            return;
        }
        foreach (var entry in current.Entries)
        {
            if (old.Find(entry) is not { } same || same.Set != entry.Set || same.ApiVersion != entry.ApiVersion)
            {
                return;
            }
        }
        if (DocNode.DeepEquals(WithoutManagedFields(live), WithoutManagedFields(updated)))
        {
            ((DocObject)updated["metadata"]!)["managedFields"] = before;
        }
    }
}
