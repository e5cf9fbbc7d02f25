using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Fleetyard.Images.Engine;

/// <summary>What Linux says of a file and .NET does not: its type, its device number, an extended attribute.</summary>
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
    public static LinuxFile? Of(string path)
    {
        var status = new byte[256];
        return statx(CurrentDirectory, Encoding.UTF8.GetBytes(path + '\0'), NoFollow, TypeModeSizeAndBlocks, status) == 0
            ? new LinuxFile(
                BinaryPrimitives.ReadUInt16LittleEndian(status.AsSpan(28)),
                BinaryPrimitives.ReadInt64LittleEndian(status.AsSpan(40)),
                BinaryPrimitives.ReadInt64LittleEndian(status.AsSpan(48)),
                BinaryPrimitives.ReadInt64LittleEndian(status.AsSpan(128)) == 0)
            : null;
    }

    /// <summary>Whether overlayfs keeps something at another place than its path: a renamed directory, a file of which only the attributes changed.</summary>
    /// <remarks>Kernel's filesystems/overlayfs.rst, "redirect_dir" and "metadata only copy up"; such a file has a size and no blocks.</remarks>
    public bool IsElsewhere(string path) => Kind switch
    {
        ImageEntryKind.Directory => Has(path, "overlay.redirect"),
        ImageEntryKind.File => Size > 0 && Blocks == 0 && (Has(path, "overlay.metacopy") || Has(path, "overlay.redirect")),
        _ => false,
    };

    /// <summary>Whether a directory hides what lower ones have; an engine without root writes the second attribute.</summary>
    public static bool IsOpaque(string directory)
    {
        var path = Encoding.UTF8.GetBytes(directory + '\0');
        return Is("trusted.overlay.opaque\0"u8) || Is("user.overlay.opaque\0"u8);

        bool Is(ReadOnlySpan<byte> attribute)
        {
            var value = new byte[1];
            return lgetxattr(path, attribute.ToArray(), value, value.Length) == 1 && value[0] == 'y';
        }
    }

    private static bool Has(string path, string attribute)
    {
        var bytes = Encoding.UTF8.GetBytes(path + '\0');
        return Is("trusted.") || Is("user.");

        // Without room for the value, its length is told.
        bool Is(string space) => lgetxattr(bytes, Encoding.UTF8.GetBytes(space + attribute + '\0'), [], 0) >= 0;
    }

#pragma warning disable IDE1006, SYSLIB1054 // The names are libc's; the arguments need no generated marshalling.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, byte[] status);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint lgetxattr(byte[] path, byte[] name, byte[] value, nint size);
#pragma warning restore IDE1006, SYSLIB1054
}
