// Clusters share the machine's two cores and its network; one at a time keeps time-outs meaningful.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
// Nodes are Linux machines.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
