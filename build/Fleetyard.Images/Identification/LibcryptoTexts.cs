using System.Text.RegularExpressions;

namespace Fleetyard.Images.Identification;

/// <summary>The texts that a libcrypto's own code answers when it is asked for its version, looked for among its constants.</summary>
internal static partial class LibcryptoTexts
{
    private static readonly byte[][] Words = [[.. "AWS-LC "u8], [.. "LibreSSL "u8], [.. "BoringSSL"u8], [.. "OpenSSL "u8]];

    public static IEnumerable<LibcryptoClaim> Find(ByteWindow constants, string place) =>
        TextSearch.Find(constants, Words).Select(found => Claim(found, place)).OfType<LibcryptoClaim>();

    private static LibcryptoClaim? Claim(FoundText found, string place)
    {
        var evidence = new Evidence(EvidenceSource.Text, OneLine.Of(found.Text), place, found.Offset);

        // BoringSSL is the whole text: AWS-LC has the name inside of others, as kBoringSSLRSASqrtTwo.
        if (found.Text == "BoringSSL")
            return found is { BeginsString: true, EndsString: true } ? new(LibcryptoImplementation.BoringSsl, null, evidence) : null;

        // A digit must follow: plain AWS-LC has "AWS-LC FIPS failure caused by:".
        if (AwsLc.Match(found.Text) is { Success: true } awsLc)
            return new(AwsLcOf(awsLc), awsLc.Groups["version"].Value, evidence);
        if (LibreSsl.Match(found.Text) is { Success: true } libreSsl)
            return new(LibcryptoImplementation.LibreSsl, libreSsl.Groups["version"].Value, evidence);

        return found.EndsString && OpenSsl.Match(found.Text) is { Success: true } openSsl
            ? new(LibcryptoImplementation.OpenSsl, openSsl.Groups["version"].Value, evidence)
            : null;
    }

    /// <summary>Which of the two AWS-LCs a text is of.</summary>
    internal static LibcryptoImplementation AwsLcOf(Match match) =>
        match.Groups["fips"].Success ? LibcryptoImplementation.AwsLcFips : LibcryptoImplementation.AwsLc;

    [GeneratedRegex(@"^AWS-LC (?<fips>FIPS )?(?<version>\d+\.\d[\w.-]*)")]
    internal static partial Regex AwsLc { get; }

    [GeneratedRegex(@"^LibreSSL (?<version>\d+\.\d[\w.-]*)")]
    private static partial Regex LibreSsl { get; }

    /// <summary>
    /// A version and a date, which tells it from "OpenSSL 1.1.1 (compatible; …)" in BoringSSL and AWS-LC. One space or two before the date;
    /// distributions add "FIPS" there; a snapshot has letters or nothing for a date. Text may stand before it, as in "RSA part of OpenSSL 1.0.2u  20 Dec 2019".
    /// </summary>
    [GeneratedRegex(@"^OpenSSL (?<version>\d+\.\d+\.\d+[\w.+-]*) {0,2}(FIPS )?(\d{1,2} [A-Z][a-z]{2} \d{4}|xx XXX xxxx)?$")]
    private static partial Regex OpenSsl { get; }
}
