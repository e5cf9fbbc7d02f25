namespace Fleetyard.Images.Identification;

/// <summary>Weighs what was found about a libcrypto.</summary>
internal static class LibcryptoVerdict
{
    /// <summary>
    /// The heirs come before those they descend from, for they hold their texts and symbols: AWS-LC BoringSSL's, and BoringSSL OpenSSL's.
    /// LibreSSL is told by its text; its symbols are BoringSSL's too, so on symbols alone BoringSSL comes first.
    /// </summary>
    private static readonly LibcryptoImplementation[] Order =
    [
        LibcryptoImplementation.AwsLcFips,
        LibcryptoImplementation.AwsLc,
        LibcryptoImplementation.BoringSsl,
        LibcryptoImplementation.LibreSsl,
        LibcryptoImplementation.OpenSsl,
    ];

    /// <summary>The implementation, and the version that its strongest evidence tells.</summary>
    public static (LibcryptoImplementation Implementation, string? Version) Of(IReadOnlyList<LibcryptoClaim> claims)
    {
        var implementation = Order.FirstOrDefault(candidate => claims.Any(claim => claim.Implementation == candidate));
        var version = claims.Where(claim => claim.Implementation == implementation && claim.Version is not null)
            .OrderBy(claim => claim.Evidence.Source).Select(claim => claim.Version).FirstOrDefault();
        return (implementation, version);
    }
}
