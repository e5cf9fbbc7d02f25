using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>Files of any family: what they are by their own headers.</summary>
internal sealed class AnyFamily : IArtifactFamily
{
    private const int Execute = 0b001_001_001;

    /// <inheritdoc/>
    public string Knowledge => "any-1";

    /// <inheritdoc/>
    public bool IsLikely(string path) => true;

    /// <inheritdoc/>
    public bool IsPossible(string path, int mode) => true;

    /// <inheritdoc/>
    public ArtifactIdentity? Identify(string path, int mode, Stream content, ISurroundings around)
    {
        Span<byte> magic = stackalloc byte[8];
        content.Position = 0;
        var read = magic[..content.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false)];
        content.Position = 0;
        try
        {
            return ElfHeader.IsMagic(read) ? Elf(ElfFile.Read(content))
                : ArArchive.IsMagic(read) ? Archive(ArArchive.Read(content))
                : path.EndsWith(".pc", StringComparison.Ordinal) ? PkgConfig(PkgConfigFile.Read(content))
                : new ArtifactIdentity { Kind = read.StartsWith("#!"u8) && (mode & Execute) != 0 ? ArtifactKind.Script : ArtifactKind.Other };
        }
        catch (MalformedFileException fault)
        {
            return new ArtifactIdentity { Kind = ArtifactKind.Other, Warnings = [fault.Message] };
        }
    }

    /// <summary>Position-independent programs have a shared library's type, but ask for an interpreter, and have no SONAME.</summary>
    private static ArtifactIdentity Elf(ElfFile file) => new()
    {
        Kind = file.Type switch
        {
            ElfType.Executable => ArtifactKind.Program,
            ElfType.Shared => file.Soname is null && file.Sections.Any(section => section.Name == ".interp") ? ArtifactKind.Program : ArtifactKind.Shared,
            _ => ArtifactKind.Other,
        },
        Class = file.Class,
        Machine = file.Machine,
        Soname = file.Soname,
        Warnings = file.Faults,
    };

    private static ArtifactIdentity Archive(ArArchive archive)
    {
        Span<byte> magic = stackalloc byte[4];
        foreach (var member in archive.IsThin ? [] : archive.Members())
        {
            var bytes = archive.Content(member);
            if (ElfHeader.IsMagic(magic[..bytes.ReadUpTo(0, magic)]))
            {
                var elf = ElfFile.Read(bytes);
                return new ArtifactIdentity { Kind = ArtifactKind.Static, Class = elf.Class, Machine = elf.Machine, Warnings = elf.Faults };
            }
        }

        return new ArtifactIdentity { Kind = ArtifactKind.Static };
    }

    private static ArtifactIdentity PkgConfig(PkgConfigFile file) => new()
    {
        Kind = ArtifactKind.PkgConfig,
        Version = file.Version,
        PkgConfigVersion = file.Version,
        Evidence = file.Version is { } version ? [new Evidence(EvidenceSource.PkgConfig, "Version: " + version)] : [],
    };
}
