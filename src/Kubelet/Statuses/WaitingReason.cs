namespace Navarch.Kubelet.Statuses;

/// <summary>Why a container that should run doesn't: upstream's reason (CrashLoopBackOff, ErrImagePull, ...) and its message.</summary>
internal sealed record WaitingReason(string Reason, string Message);
