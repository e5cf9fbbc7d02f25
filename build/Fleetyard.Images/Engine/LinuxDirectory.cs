using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Fleetyard.Images.Engine;

/// <summary>A directory that is open: its names as bytes, and what each of them is, without a path for each. Links on its last step are not followed.</summary>
/// <remarks>Names come as getdents64(2) gives them, which has one layout on all architectures.</remarks>
internal sealed class LinuxDirectory : IDisposable
{
    private const int OpenFlags = 0x80000; // O_CLOEXEC; the others differ between architectures
    private const int LengthAt = 16;
    private const int NameAt = 19;

    private readonly int handle;
    private readonly byte[] names = ArrayPool<byte>.Shared.Rent(1 << 15);
    private readonly byte[] target = ArrayPool<byte>.Shared.Rent(4096);
    private int next;
    private int end;
    private int name;

    private LinuxDirectory(int handle) => this.handle = handle;

    /// <summary>The name that <see cref="MoveNext"/> came to.</summary>
    public ReadOnlySpan<byte> Name => names.AsSpan(name, names.AsSpan(name).IndexOf((byte)0));

    /// <summary>Whether it hides what lower ones have; an engine without root writes the second attribute.</summary>
    public bool IsOpaque => Is("trusted.overlay.opaque\0"u8) || Is("user.overlay.opaque\0"u8);

    /// <summary>Whether overlayfs keeps what is in it at another place than its path, since it was renamed.</summary>
    /// <remarks>Kernel's filesystems/overlayfs.rst, "redirect_dir".</remarks>
    public bool IsElsewhere => Has("trusted.overlay.redirect\0"u8) || Has("user.overlay.redirect\0"u8);

    /// <summary>Opens one.</summary>
    /// <exception cref="IOException">It is none, or it is not readable.</exception>
    public static LinuxDirectory Open(string path)
    {
        // A name with a slash at its end opens as a directory alone; that it is no link was looked at.
        var handle = open(ref MemoryMarshal.GetReference<byte>(Encoding.UTF8.GetBytes(path + "/\0")), OpenFlags);
        return handle >= 0 ? new LinuxDirectory(handle) : throw new IOException($"{path} cannot be opened: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Goes to the next name; false at the end.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public bool MoveNext()
    {
        while (true)
        {
            if (next == end)
            {
                (next, end) = (0, (int)getdents64(handle, ref names[0], names.Length));
                if (end <= 0)
                {
                    return end == 0 ? false : throw new IOException($"a directory cannot be read: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
                }
            }

            name = next + NameAt;
            next += BinaryPrimitives.ReadUInt16LittleEndian(names.AsSpan(next + LengthAt));
            if (!Name.SequenceEqual("."u8) && !Name.SequenceEqual(".."u8))
            {
                return true;
            }
        }
    }

    /// <summary>What the name is; null if it cannot be looked at.</summary>
    public LinuxFile? Look() => LinuxFile.Of(handle, ref names[name]);

    /// <summary>Where the name leads, if it is a symlink.</summary>
    public ReadOnlySpan<byte> ReadLink() => target.AsSpan(0, Math.Max(0, (int)readlinkat(handle, ref names[name], ref target[0], target.Length)));

    /// <summary>An image has thousands of directories, and new buffers for each would cost more than the reading.</summary>
    public void Dispose()
    {
        _ = close(handle);
        ArrayPool<byte>.Shared.Return(names);
        ArrayPool<byte>.Shared.Return(target);
    }

    /// <summary>Without room for the value, its length is told.</summary>
    private bool Has(ReadOnlySpan<byte> attribute)
    {
        byte none = 0;
        return fgetxattr(handle, ref MemoryMarshal.GetReference(attribute), ref none, 0) >= 0;
    }

    private bool Is(ReadOnlySpan<byte> attribute)
    {
        byte value = 0;
        return fgetxattr(handle, ref MemoryMarshal.GetReference(attribute), ref value, 1) == 1 && value == 'y';
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are libc's; the arguments need no generated marshalling.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open(ref byte path, int flags);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint getdents64(int directory, ref byte names, nint size);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint readlinkat(int directory, ref byte name, ref byte target, nint size);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint fgetxattr(int file, ref byte name, ref byte value, nint size);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int file);
#pragma warning restore IDE1006, SYSLIB1054
}
