using System.Text;
using Navarch.Api.Core.V1;
using Navarch.ApiMachinery.Documents;

namespace Navarch.Kubelet.Containers;

/// <summary>What the environment of a container is made of besides its pod.</summary>
internal sealed record EnvironmentSources
{
    /// <summary>Null where there is no such ConfigMap.</summary>
    public required Func<string, ConfigMap?> ConfigMap { get; init; }

    /// <summary>Null where there is no such Secret.</summary>
    public required Func<string, Secret?> Secret { get; init; }

    /// <summary>The services of the pod's namespace and the API server's own.</summary>
    public IReadOnlyList<Service> Services { get; init; } = [];

    public FieldPaths.Addresses Addresses { get; init; }

    public NodeResources Node { get; init; }
}

/// <summary>Makes a container's environment: env over envFrom over the services' variables.</summary>
internal static class ContainerEnvironment
{
    /// <summary>The variables in order, each name once. Throws <see cref="ContainerConfigException"/> with upstream's words.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Compute(Pod pod, Container container, EnvironmentSources sources)
    {
        var background = ServiceVariables.Compute(pod, sources.Services);
        foreach (var from in container.EnvFrom)
        {
            foreach (var (key, value) in ReadAll(from, sources))
            {
                background[from.Prefix + key] = value;
            }
        }

        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        var order = new List<string>();
        foreach (var variable in container.Env)
        {
            var value = variable.ValueFrom is { } source
                ? ReadOne(pod, container, source, sources)
                : Expansion.Expand(variable.Value, name => own.GetValueOrDefault(name) ?? background.GetValueOrDefault(name));
            if (value is null)
            {
                continue;
            }

            if (own.TryAdd(variable.Name, value))
            {
                order.Add(variable.Name);
            }
            else
            {
                own[variable.Name] = value;
            }
        }

        var result = order.ConvertAll(name => KeyValuePair.Create(name, own[name]));
        result.AddRange(background.Where(v => !own.ContainsKey(v.Key)));
        return result;
    }

    private static IEnumerable<KeyValuePair<string, string>> ReadAll(EnvFromSource from, EnvironmentSources sources)
    {
        if (from.ConfigMapRef is { } configMapRef)
        {
            return sources.ConfigMap(configMapRef.Name) is { } configMap ? configMap.Data
                : configMapRef.Optional == true ? []
                : throw new ContainerConfigException($"configmap \"{configMapRef.Name}\" not found");
        }

        if (from.SecretRef is { } secretRef)
        {
            return sources.Secret(secretRef.Name) is { } secret
                ? secret.Data.Select(d => KeyValuePair.Create(d.Key, Decode(d.Value)))
                : secretRef.Optional == true ? []
                : throw new ContainerConfigException($"secret \"{secretRef.Name}\" not found");
        }

        return [];
    }

    private static string? ReadOne(Pod pod, Container container, EnvVarSource source, EnvironmentSources sources)
    {
        if (source.FieldRef is { } field)
        {
            return FieldPaths.Field(pod, field.FieldPath, sources.Addresses);
        }

        if (source.ResourceFieldRef is { } resource)
        {
            return FieldPaths.Resource(pod, container, resource, sources.Node);
        }

        if (source.ConfigMapKeyRef is { } configMapKey)
        {
            return ReadKey(sources.ConfigMap(configMapKey.Name)?.Data, "configmap", "ConfigMap", pod, configMapKey.Name, configMapKey.Key, configMapKey.Optional == true, v => v);
        }

        return source.SecretKeyRef is { } secretKey
            ? ReadKey(sources.Secret(secretKey.Name)?.Data, "secret", "Secret", pod, secretKey.Name, secretKey.Key, secretKey.Optional == true, Decode)
            : null;
    }

    private static string? ReadKey(
        MapOf<string>? data, string lower, string kind, Pod pod, string name, string key, bool optional, Func<string, string> decode)
    {
        if (data is null)
        {
            return optional ? null : throw new ContainerConfigException($"{lower} \"{name}\" not found");
        }

        return data.Value.TryGetValue(key, out var value) ? decode(value)
            : optional ? null
            : throw new ContainerConfigException($"couldn't find key {key} in {kind} {pod.Metadata.Namespace}/{name}");
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}
