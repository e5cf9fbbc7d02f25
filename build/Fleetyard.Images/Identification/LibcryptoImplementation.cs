namespace Fleetyard.Images.Identification;

/// <summary>Whose libcrypto it is.</summary>
public enum LibcryptoImplementation
{
    /// <summary>Nothing told.</summary>
    Unknown,

    /// <summary>OpenSSL.</summary>
    OpenSsl,

    /// <summary>LibreSSL.</summary>
    LibreSsl,

    /// <summary>BoringSSL, which has no versions.</summary>
    BoringSsl,

    /// <summary>AWS-LC.</summary>
    AwsLc,

    /// <summary>AWS-LC in its FIPS mode.</summary>
    AwsLcFips,
}
