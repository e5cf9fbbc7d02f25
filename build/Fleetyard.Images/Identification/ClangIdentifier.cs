namespace Fleetyard.Images.Identification;

/// <summary>
/// Tells which program of the clang family a file is, by its name, its first bytes and its mode. One for each image: what it
/// reads of the image around (libraries, the database of packages) it reads once. Not for several threads at a time.
/// </summary>
public sealed class ClangIdentifier(ISurroundings around)
{
    private const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private readonly ClangLibraries _libraries = new(around);
    private readonly DpkgDatabase _dpkg = new(around);

    /// <summary>Whether a file may be a program of the family, by its name and mode alone.</summary>
    public static bool IsPossible(string path, UnixFileMode mode)
    {
        ArgumentNullException.ThrowIfNull(path);
        return (mode & Execute) != 0 && ClangName.In(path) is not null;
    }

    /// <summary>Damage is told in <see cref="ClangIdentity.Warnings"/>.</summary>
    /// <param name="path">The file's own path in the image, not a symlink's that leads to it.</param>
    /// <param name="mode">Its permissions; what nobody may execute is no program.</param>
    /// <param name="content">Its bytes, on a stream that can seek; it is not disposed.</param>
    /// <returns>Null for what is no program of the family: a header, an editor's file, a completion, a folder's page.</returns>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="IOException">A stream could not be read.</exception>
    public ClangIdentity? Identify(string path, UnixFileMode mode, Stream content)
    {
        ArgumentNullException.ThrowIfNull(path);
        if ((mode & Execute) == 0 || ClangName.In(path) is not { } name)
            return null;

        var file = ByteWindow.Over(content);
        Span<byte> magic = stackalloc byte[4];
        var read = magic[..file.ReadUpTo(0, magic)];
        if (read.StartsWith("#!"u8))
            return new() { Member = name.Member, Kind = ClangKind.Script };

        return ElfHeader.IsMagic(read) ? IdentifyBinary(path.Trim('/'), name, file) : null;
    }

    private ClangIdentity IdentifyBinary(string path, ClangName name, ByteWindow file)
    {
        var identity = new ClangIdentity { Member = name.Member, Kind = ClangKind.Binary };
        try
        {
            var elf = ElfFile.Read(file);
            identity = identity with { Class = elf.Class, Machine = elf.Machine, Warnings = elf.Faults };
            var version = VersionOf(path, name, elf);
            return version is null ? identity : identity with { Version = version.Version, Evidence = version.Evidence };
        }
        catch (MalformedFileException exception)
        {
            return identity with { Warnings = [.. identity.Warnings, exception.Message] };
        }
    }

    /// <summary>
    /// The program's own text first; then its library's, for most programs are small launchers; then the folder of the compiler's own headers;
    /// then the distribution's word. The first that knows is believed.
    /// </summary>
    private ClangVersion? VersionOf(string path, ClangName name, ElfFile elf) =>
        ClangTexts.Find(elf, EvidenceSource.Text)
        ?? _libraries.VersionOf(path, elf)
        ?? ClangResourceDirectory.VersionOf(path, name.Version ?? ClangLibraries.VersionInName(elf), around)
        ?? _dpkg.VersionOf(path);
}
