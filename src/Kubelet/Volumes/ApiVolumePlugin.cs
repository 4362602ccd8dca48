using System.Text;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;
using Navarch.Kubelet.Containers;

namespace Navarch.Kubelet.Volumes;

/// <summary>
/// configMap, secret, downwardAPI and projected volumes: all are projections of API objects into files, and the first three are a
/// projected volume of one source.
/// </summary>
internal sealed class ApiVolumePlugin(
    ReferencedObjects<ConfigMap> configMaps, ReferencedObjects<Secret> secrets, ServiceAccountTokens tokens, NodeResources node, TimeProvider time)
    : VolumePlugin
{
    private const int DefaultMode = 0b110_100_100;
    private const int PrivateMode = 0b110_000_000;

    public override bool FollowsApi => true;

    public override bool Handles(Volume volume) =>
        volume.ConfigMap is not null || volume.Secret is not null || volume.DownwardAPI is not null || volume.Projected is not null;

    public override async Task<MountedVolume> SetUpAsync(VolumeContext context, CancellationToken ct)
    {
        var files = new Dictionary<string, ProjectedFile>(StringComparer.Ordinal);
        var (plugin, inMemory) = context.Volume switch
        {
            { ConfigMap: not null } => ("kubernetes.io/configmap", false),
            { DownwardAPI: not null } => ("kubernetes.io/downward-api", false),
            { Secret: not null } => ("kubernetes.io/secret", true),
            _ => ("kubernetes.io/projected", true),
        };
        await CollectAsync(context, files, ct);

        var directory = context.Directory(plugin);
        if (!Directory.Exists(directory))
        {
            Directory.CreateDirectory(directory);
            if (inMemory)
            {
                // Secrets never touch the disk.
                Posix.MountTmpfs(directory, 0);
            }

            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101 | (context.FsGroup is null ? 0 : UnixFileMode.SetGroup));
        }

        new AtomicWriter(directory, time).Write(files, context.FsGroup);
        return new MountedVolume(directory, ReadOnly: true);
    }

    private async Task CollectAsync(VolumeContext context, Dictionary<string, ProjectedFile> files, CancellationToken ct)
    {
        var volume = context.Volume;
        if (volume.ConfigMap is { } configMap)
        {
            await AddConfigMapAsync(context, files, configMap.Name, configMap.Items, configMap.Optional == true, configMap.DefaultMode, ct);
        }
        else if (volume.Secret is { } secret)
        {
            await AddSecretAsync(context, files, secret.SecretName, secret.Items, secret.Optional == true, secret.DefaultMode, ct);
        }
        else if (volume.DownwardAPI is { } downward)
        {
            AddDownward(context, files, downward.Items, downward.DefaultMode);
        }
        else if (volume.Projected is { } projected)
        {
            foreach (var source in projected.Sources)
            {
                if (source.ConfigMap is { } map)
                {
                    await AddConfigMapAsync(context, files, map.Name, map.Items, map.Optional == true, projected.DefaultMode, ct);
                }
                else if (source.Secret is { } sec)
                {
                    await AddSecretAsync(context, files, sec.Name, sec.Items, sec.Optional == true, projected.DefaultMode, ct);
                }
                else if (source.DownwardAPI is { } down)
                {
                    AddDownward(context, files, down.Items, projected.DefaultMode);
                }
                else if (source.ServiceAccountToken is { } token)
                {
                    var text = await tokens.GetAsync(context.Pod, token.Audience, token.ExpirationSeconds, ct);
                    var isPrivate = context.FsUser is not null || context.FsGroup is not null;
                    files[token.Path] = new ProjectedFile(
                        Encoding.UTF8.GetBytes(text), (UnixFileMode)(isPrivate ? PrivateMode : projected.DefaultMode ?? DefaultMode), context.FsUser);
                }
            }
        }
    }

    private async Task AddConfigMapAsync(
        VolumeContext context, Dictionary<string, ProjectedFile> files, string name, ListOf<KeyToPath> items, bool optional, int? mode, CancellationToken ct)
    {
        var found = await configMaps.GetAsync(context.Pod.Metadata.Uid, context.Pod.Metadata.Namespace, name, ct);
        if (found is null && !optional)
        {
            throw new VolumeException($"configmap \"{name}\" not found");
        }

        var data = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (found is not null)
        {
            foreach (var (key, value) in found.Data)
            {
                data[key] = Encoding.UTF8.GetBytes(value);
            }

            foreach (var (key, value) in found.BinaryData)
            {
                data[key] = Convert.FromBase64String(value);
            }
        }

        Add(files, data, items, optional, mode, "configmap");
    }

    private async Task AddSecretAsync(
        VolumeContext context, Dictionary<string, ProjectedFile> files, string name, ListOf<KeyToPath> items, bool optional, int? mode, CancellationToken ct)
    {
        var found = await secrets.GetAsync(context.Pod.Metadata.Uid, context.Pod.Metadata.Namespace, name, ct);
        if (found is null && !optional)
        {
            throw new VolumeException($"secret \"{name}\" not found");
        }

        var data = found?.Data.ToDictionary(d => d.Key, d => Convert.FromBase64String(d.Value), StringComparer.Ordinal) ?? [];
        Add(files, data, items, optional, mode, "secret");
    }

    private static void Add(
        Dictionary<string, ProjectedFile> files, Dictionary<string, byte[]> data, ListOf<KeyToPath> items, bool optional, int? mode, string kind)
    {
        var defaultMode = (UnixFileMode)(mode ?? DefaultMode);
        if (items.Count == 0)
        {
            foreach (var (key, bytes) in data)
            {
                files[key] = new ProjectedFile(bytes, defaultMode);
            }

            return;
        }

        foreach (var item in items)
        {
            if (data.TryGetValue(item.Key, out var bytes))
            {
                files[item.Path] = new ProjectedFile(bytes, item.Mode is { } own ? (UnixFileMode)own : defaultMode);
            }
            else if (!optional)
            {
                throw new VolumeException($"references non-existent {kind} key: {item.Key}");
            }
        }
    }

    private void AddDownward(VolumeContext context, Dictionary<string, ProjectedFile> files, ListOf<DownwardAPIVolumeFile> items, int? mode)
    {
        foreach (var item in items)
        {
            string text;
            try
            {
                text = item.FieldRef is { } field
                    ? FieldPaths.Field(context.Pod, field.FieldPath, new FieldPaths.Addresses(context.Pod.Status.PodIP, context.Pod.Status.HostIP))
                    : item.ResourceFieldRef is { } resource ? FieldPaths.Resource(context.Pod, context.Pod.Spec.Containers[0], resource, node) : "";
            }
            catch (ContainerConfigException e)
            {
                throw new VolumeException(e.Message, e);
            }

            files[item.Path] = new ProjectedFile(Encoding.UTF8.GetBytes(text), (UnixFileMode)(item.Mode ?? mode ?? DefaultMode));
        }
    }
}
