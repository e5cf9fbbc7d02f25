namespace Fleetyard.Images.Identification;

/// <summary>The symbols that tell the implementations apart; weaker than the texts, for they tell no version.</summary>
internal static class LibcryptoSymbols
{
    private const string AwsLc = "awslc_version_string", BoringSsl = "BORINGSSL_self_test";

    private const string Since3 = "OPENSSL_version_major", Since11 = "OpenSSL_version", Until10 = "SSLeay_version";

    /// <summary>What is looked for; in a static library, the members that define these hold the version's text.</summary>
    public static IReadOnlyCollection<string> All { get; } = [AwsLc, BoringSsl, Since3, Since11, Until10, "FIPS_mode"];

    /// <summary>What the symbols say one by one, given all that are there.</summary>
    public static IEnumerable<LibcryptoClaim> Claims(IReadOnlyDictionary<string, string?> placeOf) => placeOf
        .OrderBy(found => found.Key, StringComparer.Ordinal)
        .Select(found => new LibcryptoClaim(Implementation(found.Key, placeOf), null, new(EvidenceSource.Symbol, found.Key, found.Value)));

    private static LibcryptoImplementation Implementation(string symbol, IReadOnlyDictionary<string, string?> all) => symbol switch
    {
        AwsLc => LibcryptoImplementation.AwsLc,
        BoringSsl => LibcryptoImplementation.BoringSsl,
        Since3 => LibcryptoImplementation.OpenSsl,
        // OpenSSL renamed one into the other with 1.1.0; LibreSSL, as BoringSSL, has both.
        Since11 or Until10 when all.ContainsKey(Since11) && all.ContainsKey(Until10) && !all.ContainsKey(Since3) => LibcryptoImplementation.LibreSsl,
        Since11 or Until10 => LibcryptoImplementation.OpenSsl,
        _ => LibcryptoImplementation.Unknown,
    };
}
