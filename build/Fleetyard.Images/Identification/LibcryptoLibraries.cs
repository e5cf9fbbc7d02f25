namespace Fleetyard.Images.Identification;

/// <summary>Looks into shared and static libraries.</summary>
internal static class LibcryptoLibraries
{
    /// <summary>A library tells its version a few times; one that repeats it without end is not listened to for longer.</summary>
    private const int MostTexts = 64;

    public static void LookIntoShared(ByteWindow file, LibcryptoFindings findings)
    {
        var elf = ElfFile.Read(file);
        findings.Kind = elf.Type == ElfType.Shared ? LibcryptoKind.Shared : LibcryptoKind.Other;
        (findings.Class, findings.Machine, findings.Soname) = (elf.Class, elf.Machine, elf.Soname);
        findings.Warnings.AddRange(elf.Faults);
        if (findings.Kind != LibcryptoKind.Shared)
            findings.Warnings.Add($"It is an ELF file, but no shared library: its type is {elf.Type}.");
        if (elf.Soname is { } soname)
            findings.Claims.Add(new(ImplementationOf(soname), null, new(EvidenceSource.Soname, OneLine.Of(soname))));

        foreach (var (section, bytes) in elf.Constants())
            findings.Claims.AddRange(LibcryptoTexts.Find(bytes, section).Take(MostTexts));

        findings.Claims.AddRange(LibcryptoSymbols.Claims(elf.Defines(LibcryptoSymbols.All).ToDictionary(symbol => symbol, _ => (string?)null)));
        findings.Claims.AddRange(elf.VersionNodes().Take(MostTexts).Select(Node));
    }

    /// <summary>The symbol index leads to the members that hold the version; only where it leads nowhere, all members are looked at.</summary>
    public static void LookIntoStatic(ArArchive archive, LibcryptoFindings findings)
    {
        findings.Kind = LibcryptoKind.Static;
        var defining = Indexed(archive, findings);
        findings.Claims.AddRange(LibcryptoSymbols.Claims(defining.ToDictionary(found => found.Key, found => (string?)OneLine.Of(found.Value.Name))));
        if (archive.IsThin)
        {
            findings.Warnings.Add("It is a thin archive: the members' bytes are in files of their own, so neither machine nor version is in it.");
            return;
        }

        foreach (var member in defining.Values.Distinct())
            LookIntoMember(archive, member, findings);

        if (findings.Machine is not null && findings.Claims.Any(claim => claim.Evidence.Source == EvidenceSource.Text))
            return;

        foreach (var member in archive.Members())
            if (findings.Claims.Count < MostTexts)
                LookIntoMember(archive, member, findings);
    }

    /// <summary>An index that lies is told, and the members are walked instead.</summary>
    private static IReadOnlyDictionary<string, ArMember> Indexed(ArArchive archive, LibcryptoFindings findings)
    {
        try
        {
            return archive.Defining(LibcryptoSymbols.All);
        }
        catch (MalformedFileException exception)
        {
            findings.Warnings.Add(exception.Message);
            return new Dictionary<string, ArMember>();
        }
    }

    private static void LookIntoMember(ArArchive archive, ArMember member, LibcryptoFindings findings)
    {
        var bytes = archive.Content(member);
        Span<byte> magic = stackalloc byte[4];
        if (!ElfHeader.IsMagic(magic[..bytes.ReadUpTo(0, magic)]))
            return;

        var elf = ElfFile.Read(bytes);
        findings.Class ??= elf.Class;
        findings.Machine ??= elf.Machine;
        findings.Warnings.AddRange(elf.Faults.Where(_ => findings.Warnings.Count < MostTexts));
        foreach (var (_, constants) in elf.Constants())
            findings.Claims.AddRange(LibcryptoTexts.Find(constants, OneLine.Of(member.Name)).Take(MostTexts));
    }

    /// <summary>AWS-LC's builds for distributions have a SONAME of their own; the others' says no more than that it is a libcrypto.</summary>
    private static LibcryptoImplementation ImplementationOf(string soname) =>
        soname.StartsWith("libcrypto-awslc", StringComparison.Ordinal) ? LibcryptoImplementation.AwsLc : LibcryptoImplementation.Unknown;

    private static LibcryptoClaim Node(string name) => new(
        name.StartsWith("OPENSSL_", StringComparison.Ordinal) ? LibcryptoImplementation.OpenSsl : LibcryptoImplementation.Unknown,
        null,
        new(EvidenceSource.VersionNode, OneLine.Of(name)));
}
