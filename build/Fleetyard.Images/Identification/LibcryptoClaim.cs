namespace Fleetyard.Images.Identification;

/// <summary>What one piece of evidence says about a libcrypto; alone it may be wrong.</summary>
internal sealed record LibcryptoClaim(LibcryptoImplementation Implementation, string? Version, Evidence Evidence);
