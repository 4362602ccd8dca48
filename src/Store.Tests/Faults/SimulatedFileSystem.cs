using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Navarch.Store.Tests.Faults;

/// <summary>
/// The SQLite VFS (https://www.sqlite.org/c3ref/vfs.html) whose files are those of a <see cref="SimulatedDisk"/>. One for the
/// process; a path's first part names the disk. Version 1 methods only: no shared memory, so WAL needs exclusive locking.
/// </summary>
internal static unsafe partial class SimulatedFileSystem
{
    public const string Name = "navarch-simulated";

    private const int Ok = 0, Full = 13, CantOpen = 14;
    private const int IoRead = 10 | (1 << 8), IoShortRead = 10 | (2 << 8), IoWrite = 10 | (3 << 8), IoSync = 10 | (4 << 8);
    private const int IoTruncate = 10 | (6 << 8), IoSize = 10 | (7 << 8), IoDelete = 10 | (10 << 8);

    private static readonly ConcurrentDictionary<long, SimulatedDisk> _disks = new();
    private static readonly ConcurrentDictionary<long, (SimulatedDisk Disk, SimulatedFile File)> _open = new();
    private static readonly IntPtr _methods = Methods();
    private static long _lastDisk;
    private static long _lastHandle;
    private static int _random = 12345;

    static SimulatedFileSystem()
    {
        SQLitePCL.Batteries_V2.Init();
        Vfs* vfs = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
        vfs->Version = 1;
        vfs->FileSize = sizeof(FileHandle);
        vfs->MaxPath = 512;
        vfs->Name = Marshal.StringToCoTaskMemUTF8(Name);
        vfs->Open = &Open;
        vfs->Delete = &Delete;
        vfs->Access = &Access;
        vfs->FullPath = &FullPath;
        vfs->Randomness = &Randomness;
        vfs->Sleep = &Sleep;
        vfs->CurrentTime = &CurrentTime;
        vfs->LastError = &LastError;
        if (Register((IntPtr)vfs, 0) != Ok)
        {
            throw new InvalidOperationException("SQLite does not take the VFS");
        }
    }

    public static long Mount(SimulatedDisk disk)
    {
        long id = Interlocked.Increment(ref _lastDisk);
        _disks[id] = disk;
        return id;
    }

    public static void Unmount(long id) => _disks.TryRemove(id, out _);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static partial int Register(IntPtr vfs, int makeDefault);

    private static IntPtr Methods()
    {
        FileMethods* methods = (FileMethods*)NativeMemory.AllocZeroed((nuint)sizeof(FileMethods));
        methods->Version = 1;
        methods->Close = &Close;
        methods->Read = &Read;
        methods->Write = &Write;
        methods->Truncate = &Truncate;
        methods->Sync = &Sync;
        methods->Size = &Size;
        methods->Lock = &Lock;
        methods->Unlock = &Lock;
        methods->CheckReserved = &CheckReserved;
        methods->Control = &Control;
        methods->SectorSize = &SectorSize;
        methods->Characteristics = &Characteristics;
        return (IntPtr)methods;
    }

    /// <summary>Null if the disk is gone: a handle that nobody closed is finalized.</summary>
    private static SimulatedDisk? DiskOf(string path) =>
        _disks.GetValueOrDefault(long.Parse(path.AsSpan(5, path.IndexOf('/', 5) - 5), System.Globalization.CultureInfo.InvariantCulture));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(IntPtr vfs, IntPtr name, FileHandle* file, int flags, int* outFlags)
    {
        file->Methods = IntPtr.Zero;
        string path = Marshal.PtrToStringUTF8(name)!;
        const int create = 4;
        if (DiskOf(path) is not { } disk || disk.Fails())
        {
            return CantOpen;
        }

        SimulatedFile? found = disk.Find(path);
        if (found is null && (flags & create) == 0)
        {
            return CantOpen;
        }

        file->Handle = Interlocked.Increment(ref _lastHandle);
        _open[file->Handle] = (disk, found ?? disk.Create(path));
        file->Methods = _methods;
        if (outFlags != null)
        {
            *outFlags = flags;
        }

        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(IntPtr vfs, IntPtr name, int sync)
    {
        string path = Marshal.PtrToStringUTF8(name)!;
        if (DiskOf(path) is not { } disk || disk.Fails())
        {
            return IoDelete;
        }

        disk.Delete(path);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(IntPtr vfs, IntPtr name, int flags, int* result)
    {
        string path = Marshal.PtrToStringUTF8(name)!;
        *result = DiskOf(path)?.Find(path) is null ? 0 : 1;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FullPath(IntPtr vfs, byte* name, int length, byte* full)
    {
        int at = 0;
        for (; name[at] != 0 && at < length - 1; at++)
        {
            full[at] = name[at];
        }

        full[at] = 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Randomness(IntPtr vfs, int count, byte* into)
    {
        for (int i = 0; i < count; i++)
        {
            into[i] = (byte)(Interlocked.Add(ref _random, 0x6D2B79F5) >> 13);
        }

        return count;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(IntPtr vfs, int microseconds) => microseconds;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CurrentTime(IntPtr vfs, double* julianDay)
    {
        *julianDay = 2_462_502.5;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LastError(IntPtr vfs, int length, IntPtr text) => 0;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(FileHandle* file)
    {
        _open.TryRemove(file->Handle, out _);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(FileHandle* file, byte* into, int count, long offset)
    {
        (SimulatedDisk disk, SimulatedFile content) = _open[file->Handle];
        return disk.Fails() ? IoRead : content.Read(offset, new Span<byte>(into, count)) == count ? Ok : IoShortRead;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(FileHandle* file, byte* data, int count, long offset)
    {
        (SimulatedDisk disk, SimulatedFile content) = _open[file->Handle];
        if (disk.Fails())
        {
            return IoWrite;
        }

        if (offset + count > content.Length && disk.Used + (offset + count - content.Length) > disk.Capacity)
        {
            return Full;
        }

        content.Write(offset, new ReadOnlySpan<byte>(data, count));
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(FileHandle* file, long length)
    {
        (SimulatedDisk disk, SimulatedFile content) = _open[file->Handle];
        if (disk.Fails())
        {
            return IoTruncate;
        }

        content.Truncate(length);
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(FileHandle* file, int flags)
    {
        (SimulatedDisk disk, SimulatedFile content) = _open[file->Handle];
        if (disk.Fails())
        {
            disk.FailSync(content);
            return IoSync;
        }

        if (!disk.LiesAboutSync)
        {
            content.Sync();
        }

        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(FileHandle* file, long* size)
    {
        (SimulatedDisk disk, SimulatedFile content) = _open[file->Handle];
        if (disk.Fails())
        {
            return IoSize;
        }

        *size = content.Length;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(FileHandle* file, int level) => Ok;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReserved(FileHandle* file, int* result)
    {
        *result = 0;
        return Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Control(FileHandle* file, int operation, IntPtr argument) => 12; // SQLITE_NOTFOUND

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(FileHandle* file) => SimulatedDisk.Sector;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(FileHandle* file) => 0x1000; // SQLITE_IOCAP_POWERSAFE_OVERWRITE, as SQLite assumes on Linux

    [StructLayout(LayoutKind.Sequential)]
    private struct FileHandle
    {
        public IntPtr Methods;
        public long Handle;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version;
        public int FileSize;
        public int MaxPath;
        public IntPtr Next;
        public IntPtr Name;
        public IntPtr AppData;
        public delegate* unmanaged[Cdecl]<IntPtr, IntPtr, FileHandle*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<IntPtr, IntPtr, int, int> Delete;
        public delegate* unmanaged[Cdecl]<IntPtr, IntPtr, int, int*, int> Access;
        public delegate* unmanaged[Cdecl]<IntPtr, byte*, int, byte*, int> FullPath;
        public IntPtr DlOpen;
        public IntPtr DlError;
        public IntPtr DlSym;
        public IntPtr DlClose;
        public delegate* unmanaged[Cdecl]<IntPtr, int, byte*, int> Randomness;
        public delegate* unmanaged[Cdecl]<IntPtr, int, int> Sleep;
        public delegate* unmanaged[Cdecl]<IntPtr, double*, int> CurrentTime;
        public delegate* unmanaged[Cdecl]<IntPtr, int, IntPtr, int> LastError;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct FileMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<FileHandle*, int> Close;
        public delegate* unmanaged[Cdecl]<FileHandle*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<FileHandle*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<FileHandle*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<FileHandle*, long*, int> Size;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int> Lock;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, int> Unlock;
        public delegate* unmanaged[Cdecl]<FileHandle*, int*, int> CheckReserved;
        public delegate* unmanaged[Cdecl]<FileHandle*, int, IntPtr, int> Control;
        public delegate* unmanaged[Cdecl]<FileHandle*, int> SectorSize;
        public delegate* unmanaged[Cdecl]<FileHandle*, int> Characteristics;
    }
}
