namespace Fleetyard.Images.Identification;

/// <summary>Reads who a libcrypto is out of its pkg-config file, which may lie: AWS-LC's says Version 1.1.1, OpenSSL's at the time of the fork.</summary>
internal static class LibcryptoPkgConfig
{
    public static void Look(PkgConfigFile file, LibcryptoFindings findings)
    {
        findings.Kind = LibcryptoKind.PkgConfig;
        var about = $"{file.Name} {file.Description}";
        if (about.Contains("AWS-LC", StringComparison.Ordinal))
        {
            LookIntoAwsLc(file, findings);
            return;
        }

        var implementation = Named(about);
        if (file.Version is { Length: > 0 } version)
            findings.Claims.Add(new(implementation, implementation == LibcryptoImplementation.BoringSsl ? null : version, Of("Version: " + version)));
        if (file.Name is { } name)
            findings.Claims.Add(new(Named(name), null, Of("Name: " + name)));
        if (file.Description is { } description)
            findings.Claims.Add(new(Named(description), null, Of("Description: " + description)));
    }

    private static void LookIntoAwsLc(PkgConfigFile file, LibcryptoFindings findings)
    {
        var description = file.Description ?? file.Name!;
        var start = description.IndexOf("AWS-LC ", StringComparison.Ordinal);
        var match = LibcryptoTexts.AwsLc.Match(start < 0 ? "" : description[start..]);
        var real = match.Success ? match.Groups["version"].Value : null;
        findings.Claims.Add(new(
            LibcryptoTexts.AwsLcOf(match),
            real,
            Of((file.Description is null ? "Name: " : "Description: ") + description)));
        if (file.Version is not { } said || said == real)
            return;

        findings.Claims.Add(new(LibcryptoImplementation.Unknown, null, Of("Version: " + said)));
        var truth = real is null ? "AWS-LC, which has no such version" : "AWS-LC " + real;
        findings.Warnings.Add($"The pkg-config file says Version {OneLine.Of(said)}, but this is {truth}.");
    }

    private static LibcryptoImplementation Named(string text) => text switch
    {
        _ when text.Contains("LibreSSL", StringComparison.Ordinal) => LibcryptoImplementation.LibreSsl,
        _ when text.Contains("BoringSSL", StringComparison.Ordinal) => LibcryptoImplementation.BoringSsl,
        _ when text.Contains("OpenSSL", StringComparison.Ordinal) => LibcryptoImplementation.OpenSsl,
        _ => LibcryptoImplementation.Unknown,
    };

    private static Evidence Of(string line) => new(EvidenceSource.PkgConfig, OneLine.Of(line));
}
