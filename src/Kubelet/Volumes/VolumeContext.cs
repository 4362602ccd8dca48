using Navarch.Api.Core.V1;

namespace Navarch.Kubelet.Volumes;

/// <summary>One volume of one pod, with what its plugin needs to make it ready.</summary>
internal sealed record VolumeContext(Pod Pod, Volume Volume, KubeletPaths Paths)
{
    /// <summary>The group that owns the volume's files, from the pod's fsGroup.</summary>
    public int? FsGroup => (int?)Pod.Spec.SecurityContext?.FsGroup;

    /// <summary>The one user that all containers run as, where that is so.</summary>
    public int? FsUser
    {
        get
        {
            var users = Pod.Spec.Containers.Concat(Pod.Spec.InitContainers)
                .Select(c => c.SecurityContext?.RunAsUser ?? Pod.Spec.SecurityContext?.RunAsUser).Distinct().ToArray();
            return users is [{ } only] ? (int)only : null;
        }
    }

    public string Directory(string plugin) => Paths.Volume(Pod.Metadata.Uid, plugin, Volume.Name);
}
