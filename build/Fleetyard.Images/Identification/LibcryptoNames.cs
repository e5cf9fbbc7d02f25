namespace Fleetyard.Images.Identification;

/// <summary>The names that the implementations call themselves.</summary>
public static class LibcryptoNames
{
    /// <summary>The name for people and recipes, as <c>AWS-LC-FIPS</c>; <c>unknown</c> when nothing told.</summary>
    public static string Name(this LibcryptoImplementation implementation) => implementation switch
    {
        LibcryptoImplementation.OpenSsl => "OpenSSL",
        LibcryptoImplementation.LibreSsl => "LibreSSL",
        LibcryptoImplementation.BoringSsl => "BoringSSL",
        LibcryptoImplementation.AwsLc => "AWS-LC",
        LibcryptoImplementation.AwsLcFips => "AWS-LC-FIPS",
        _ => "unknown",
    };
}
