using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Fleetyard.Images.Engine;

/// <summary>What Linux says of a file and .NET does not: its type and its device number.</summary>
/// <remarks>statx(2) has one layout on all architectures, unlike stat(2).</remarks>
internal readonly record struct LinuxFile(ushort TypeAndMode, long Size, long Blocks, bool IsDeviceZero)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const uint TypeModeSizeAndBlocks = 0x1 | 0x2 | 0x200 | 0x400; // STATX_TYPE | STATX_MODE | STATX_SIZE | STATX_BLOCKS
    private const int CharacterDevice = 0x2000; // S_IFCHR
    private const int TypeMask = 0xF000; // S_IFMT

    public int Mode => TypeAndMode & 0xFFF;

    /// <summary>overlayfs writes a deletion as a character device of the number 0:0 (kernel's filesystems/overlayfs.rst, "whiteouts and opaque directories").</summary>
    public bool IsWhiteout => (TypeAndMode & TypeMask) == CharacterDevice && IsDeviceZero;

    public ImageEntryKind Kind => (TypeAndMode & TypeMask) switch
    {
        0x8000 => ImageEntryKind.File,
        0xA000 => ImageEntryKind.Symlink,
        0x4000 => ImageEntryKind.Directory,
        _ => ImageEntryKind.Other,
    };

    /// <summary>Looks at a file, not following a symlink; null if it cannot be looked at.</summary>
    public static LinuxFile? Of(string path) => Of(CurrentDirectory, ref Encoding.UTF8.GetBytes(path + '\0')[0]);

    /// <summary>Looks at a file in an open directory, not following a symlink; null if it cannot be looked at.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="name">The name's first byte; a 0 ends it.</param>
    public static LinuxFile? Of(int directory, ref byte name)
    {
        Span<byte> status = stackalloc byte[256];
        return statx(directory, ref name, NoFollow, TypeModeSizeAndBlocks, ref status[0]) == 0
            ? new LinuxFile(
                BinaryPrimitives.ReadUInt16LittleEndian(status[28..]),
                BinaryPrimitives.ReadInt64LittleEndian(status[40..]),
                BinaryPrimitives.ReadInt64LittleEndian(status[48..]),
                BinaryPrimitives.ReadInt64LittleEndian(status[128..]) == 0)
            : null;
    }

    /// <summary>Whether overlayfs keeps a file's content at another place than its path, since only its attributes changed.</summary>
    /// <remarks>Kernel's filesystems/overlayfs.rst, "metadata only copy up"; such a file has a size and no blocks.</remarks>
    public bool IsElsewhere(string path) => Kind == ImageEntryKind.File && Size > 0 && Blocks == 0 && (Has(path, "overlay.metacopy") || Has(path, "overlay.redirect"));

    private static bool Has(string path, string attribute)
    {
        var bytes = Encoding.UTF8.GetBytes(path + '\0');
        return Is("trusted.") || Is("user.");

        // Without room for the value, its length is told.
        bool Is(string space) => lgetxattr(bytes, Encoding.UTF8.GetBytes(space + attribute + '\0'), [], 0) >= 0;
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are libc's; the arguments need no generated marshalling.
    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint lgetxattr(byte[] path, byte[] name, byte[] value, nint size);

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int directory, ref byte path, int flags, uint mask, ref byte status);
#pragma warning restore IDE1006, SYSLIB1054
}
