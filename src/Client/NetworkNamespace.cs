using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Navarch.Client;

/// <summary>
/// Makes sockets in another network namespace of this machine. A socket stays in the namespace of the thread that made it, whoever
/// uses it later; so a thread of its own enters the namespace, runs the callback (make, bind, listen; connect) and ends.
/// </summary>
public static class NetworkNamespace
{
    private const int CloneNewNet = 0x40000000;

    /// <summary>
    /// Runs <paramref name="make"/> inside the namespace at <paramref name="path"/> (such as /run/netns/node-1), or in the
    /// caller's own when it's null. Needs CAP_SYS_ADMIN; throws <see cref="Win32Exception"/> or what <paramref name="make"/> throws.
    /// </summary>
    public static T Run<T>(string? path, Func<T> make)
    {
        if (path is null)
        {
            return make();
        }
        T? made = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle(path);
                Enter(handle, path);
                made = make();
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        { IsBackground = true, Name = "netns " + path };
        thread.Start();
        thread.Join();
        if (failure is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
        }
        return made!;
    }

    private static void Enter(SafeFileHandle handle, string path)
    {
        if (SetNs(handle, CloneNewNet) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"can't enter the network namespace {path}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
    }

    [DllImport("libc", EntryPoint = "setns", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetNs(SafeFileHandle fd, int kind);
}
