namespace Fleetyard.Images.Tests.Identification;

/// <summary>C texts that hold the texts and symbols by which each implementation is known.</summary>
internal static class LibcryptoSources
{
    /// <summary>All that AWS-LC has of BoringSSL, and the texts that mislead.</summary>
    private const string Heritage =
        """
        const char *compatible(void) { return "OpenSSL 1.1.1 (compatible; AWS-LC 5.5.0)"; }
        const char *failure(void) { return "AWS-LC FIPS failure caused by:"; }
        const char *name(void) { return "BoringSSL"; }
        const char *constant(void) { return "kBoringSSLRSASqrtTwo"; }
        const char *OpenSSL_version(int which) { return ""; }
        int BORINGSSL_self_test(void) { return 1; }
        int FIPS_mode(void) { return 0; }

        """;

    public const string AwsLc = Heritage + """const char *awslc_version_string(void) { return "AWS-LC 5.5.0"; }""" + "\n";

    public const string AwsLcFips = Heritage + """const char *awslc_version_string(void) { return "AWS-LC FIPS 3.1.0"; }""" + "\n";

    public const string BoringSsl =
        """
        const char *compatible(void) { return "OpenSSL 1.1.1 (compatible; BoringSSL)"; }
        const char *OpenSSL_version(int which) { return "BoringSSL"; }
        const char *SSLeay_version(int which) { return OpenSSL_version(which); }
        int BORINGSSL_self_test(void) { return 1; }

        """;

    public const string LibreSsl =
        """
        const char *OpenSSL_version(int which) { return "LibreSSL 3.7.1"; }
        const char *SSLeay_version(int which) { return "LibreSSL 3.7.1"; }

        """;

    public static string OpenSsl(string text, string symbol = "OpenSSL_version") =>
        $$"""
        const char *part(void) { return "RAND part of {{text}}"; }
        const char *{{symbol}}(int which) { return "{{text}}"; }

        """;
}
