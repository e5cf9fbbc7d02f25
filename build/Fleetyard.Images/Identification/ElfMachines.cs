using System.Globalization;

namespace Fleetyard.Images.Identification;

/// <summary>
/// The names of machines: the EM_ constants of the ELF specification, in the spelling of uname where width and byte order make several
/// of one.
/// </summary>
internal static class ElfMachines
{
    public static string Name(ushort machine, ElfLayout layout) => (machine, layout.Is64, layout.IsBigEndian) switch
    {
        (2, _, _) => "sparc",
        (3, _, _) => "i386",
        (8, false, true) => "mips",
        (8, false, false) => "mipsel",
        (8, true, true) => "mips64",
        (8, true, false) => "mips64el",
        (20, _, _) => "ppc",
        (21, _, true) => "ppc64",
        (21, _, false) => "ppc64le",
        (22, false, _) => "s390",
        (22, true, _) => "s390x",
        (40, _, _) => "arm",
        (43, _, _) => "sparc64",
        (62, _, _) => "x86_64",
        (183, _, _) => "aarch64",
        (243, false, _) => "riscv32",
        (243, true, _) => "riscv64",
        (258, _, _) => "loongarch64",
        _ => "EM_" + machine.ToString(CultureInfo.InvariantCulture),
    };
}
