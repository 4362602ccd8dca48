using Microsoft.Extensions.Logging;
using Navarch.Client;
using Navarch.Client.Informers;

namespace Navarch.Sdk;

/// <summary>What a controller works with.</summary>
/// <param name="Name">Its name, as upstream calls it, such as replicaset-controller; the source of its events.</param>
/// <param name="Client">The API. Writes through it are remembered until the caches show them.</param>
/// <param name="Informers">The caches, shared with all controllers of the process.</param>
/// <param name="Events">Writes events.</param>
/// <param name="Time">The clock.</param>
/// <param name="Log">The log.</param>
public sealed record ControllerContext(string Name, IApiClient Client, InformerFactory Informers, EventRecorder Events, TimeProvider Time, ILogger Log);
