using Microsoft.Extensions.Logging;
using Navarch.Api;
using Navarch.ApiMachinery.Errors;
using Navarch.Client;

namespace Navarch.Kubelet;

/// <summary>
/// Follows the objects of one kind that a selector picks: the whole set first, then each change. After a break it goes on where it was,
/// or lists again where the server has forgotten that point. It keeps nothing itself.
/// </summary>
internal sealed partial class ListWatch<T>(IApiClient client, string? ns, string fieldSelector, TimeProvider time, ILogger logger)
    where T : KubernetesObject, IKind<T>
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Runs until the token ends it; the callbacks come one after the other.</summary>
    public async Task RunAsync(Action<IReadOnlyList<T>> replace, Action<ObjectEventType, T> apply, CancellationToken ct)
    {
        var pause = FirstPause;
        string? version = null;
        while (!ct.IsCancellationRequested)
        {
            try
            {
                if (version is null)
                {
                    var list = await client.ListAsync<T>(ns, new ListOptions { FieldSelector = fieldSelector }, ct);
                    version = list.ResourceVersion;
                    replace([.. list.Items.Cast<T>()]);
                }

                var options = new ListOptions { FieldSelector = fieldSelector, ResourceVersion = version, AllowWatchBookmarks = true };
                await foreach (var e in client.WatchAsync(T.Resource, ns, options, ct))
                {
                    pause = FirstPause;
                    version = e.Object.Metadata.ResourceVersion;
                    if (e.Type != ObjectEventType.Bookmark)
                    {
                        apply(e.Type, (T)e.Object);
                    }
                }
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (ApiException e) when (e.Status.Code == 410)
            {
                version = null;
            }
            catch (Exception e)
            {
                LogBroken(logger, typeof(T).Name, fieldSelector, e.Message);
                await Task.Delay(pause, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The watch broke kind={Kind} selector={Selector} err={Err}")]
    private static partial void LogBroken(ILogger logger, string kind, string selector, string err);
}
