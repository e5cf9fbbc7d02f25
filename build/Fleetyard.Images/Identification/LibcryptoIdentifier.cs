namespace Fleetyard.Images.Identification;

/// <summary>Tells who a libcrypto is by its bytes: its headers and tables, and the constants that hold its version; not the whole file.</summary>
public static class LibcryptoIdentifier
{
    /// <summary>More evidence than any library gives; a file made to hold more is cut here.</summary>
    private const int MostEvidence = 64;

    /// <summary>Damage is told in <see cref="LibcryptoIdentity.Warnings"/>; what was found before it stays.</summary>
    /// <param name="path">The file's path in the image, which tells a pkg-config file and is named in warnings.</param>
    /// <param name="content">The file's bytes, on a stream that can seek; it is not disposed.</param>
    /// <param name="around">The files around it, for the header that tells BoringSSL's API version; null when there are none to look at.</param>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public static LibcryptoIdentity Identify(string path, Stream content, ISurroundings? around = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var file = ByteWindow.Over(content);
        var findings = new LibcryptoFindings();
        try
        {
            Look(path, content, file, findings);
        }
        catch (MalformedFileException exception)
        {
            findings.Warnings.Add(exception.Message);
        }

        return Weighed(path, findings, around);
    }

    private static void Look(string path, Stream content, ByteWindow file, LibcryptoFindings findings)
    {
        Span<byte> magic = stackalloc byte[8];
        var read = magic[..file.ReadUpTo(0, magic)];
        content.Position = 0;
        if (ElfHeader.IsMagic(read))
            LibcryptoLibraries.LookIntoShared(file, findings);
        else if (ArArchive.IsMagic(read))
            LibcryptoLibraries.LookIntoStatic(ArArchive.Read(content), findings);
        else if (path.EndsWith(".pc", StringComparison.Ordinal))
            LibcryptoPkgConfig.Look(PkgConfigFile.Read(content), findings);
        else
            findings.Warnings.Add("It is neither an ELF file, nor an ar archive, nor a pkg-config file.");
    }

    private static LibcryptoIdentity Weighed(string path, LibcryptoFindings findings, ISurroundings? around)
    {
        var (implementation, version) = LibcryptoVerdict.Of(findings.Claims);
        if (implementation == LibcryptoImplementation.BoringSsl && findings.Kind != LibcryptoKind.PkgConfig && around is not null)
            findings.Claims.AddRange(BoringSslHeader.Claims(path, around));

        if (TextVersions(findings, implementation) is { Count: > 1 } versions)
            findings.Warnings.Add($"It holds texts of several versions of {implementation.Name()}: {string.Join(", ", versions.Take(8))}; the first is taken.");

        return new()
        {
            Kind = findings.Kind,
            Class = findings.Class,
            Machine = findings.Machine,
            Soname = findings.Soname,
            Implementation = implementation,
            Version = version ?? LibcryptoVerdict.Of(findings.Claims).Version,
            Evidence = [.. findings.Claims.Select(claim => claim.Evidence).Distinct().Take(MostEvidence)],
            Warnings = findings.Warnings,
        };
    }

    private static List<string> TextVersions(LibcryptoFindings findings, LibcryptoImplementation implementation) =>
    [
        .. findings.Claims.Where(claim => claim.Implementation == implementation && claim.Evidence.Source == EvidenceSource.Text)
            .Select(claim => claim.Version).OfType<string>().Distinct(),
    ];
}
