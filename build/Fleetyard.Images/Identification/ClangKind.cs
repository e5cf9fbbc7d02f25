namespace Fleetyard.Images.Identification;

/// <summary>What kind of program a member of the clang family is.</summary>
public enum ClangKind
{
    /// <summary>An ELF program.</summary>
    Binary,

    /// <summary>A script, which calls a binary or stands for one.</summary>
    Script,
}
