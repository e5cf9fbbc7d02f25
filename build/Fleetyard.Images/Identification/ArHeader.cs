namespace Fleetyard.Images.Identification;

/// <summary>The header of a member as it stands in the archive: its name undecoded, its place and size in bytes, and where the next header is.</summary>
internal sealed record ArHeader(string RawName, long Data, long Size, bool IsOutside, long Next)
{
    /// <summary>The member holds long names (GNU).</summary>
    public bool IsLongNames => RawName == "//";

    /// <summary>The member is a part of the archive's own bookkeeping.</summary>
    public bool IsSpecial => IsLongNames || IsSymbolIndex;

    /// <summary>The member leads from symbols to members: GNU's with 32 and with 64 bits, and BSD's.</summary>
    public bool IsSymbolIndex => RawName is "/" or "/SYM64/" || RawName.StartsWith("__.SYMDEF", StringComparison.Ordinal);
}
