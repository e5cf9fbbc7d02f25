using System.Globalization;

namespace Fleetyard.Images.Identification;

/// <summary>The names of machines, as in the EM_ constants of the ELF specification, in the spelling of uname.</summary>
internal static class ElfMachines
{
    public static string Name(ushort machine) => machine switch
    {
        2 => "sparc",
        3 => "i386",
        8 => "mips",
        20 => "ppc",
        21 => "ppc64",
        22 => "s390",
        40 => "arm",
        43 => "sparcv9",
        62 => "x86_64",
        183 => "aarch64",
        243 => "riscv",
        258 => "loongarch",
        _ => "EM_" + machine.ToString(CultureInfo.InvariantCulture),
    };
}
