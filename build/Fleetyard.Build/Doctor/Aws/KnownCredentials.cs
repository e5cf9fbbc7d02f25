namespace Fleetyard.Build.Doctor.Aws;

/// <summary>Whether credentials of AWS seem to be about, without asking anybody.</summary>
internal static class KnownCredentials
{
    private static readonly string[] Variables =
        ["AWS_ACCESS_KEY_ID", "AWS_PROFILE", "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"];

    /// <summary>Whether a variable or a shared file names some. An instance's metadata is not asked for them: that takes seconds where there is none.</summary>
    public static bool AreThere() => Variables.Any(name => Environment.GetEnvironmentVariable(name) is { Length: > 0 })
        || File.Exists(FileOf("AWS_SHARED_CREDENTIALS_FILE", "credentials")) || File.Exists(FileOf("AWS_CONFIG_FILE", "config"));

    private static string FileOf(string variable, string name) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } file
        ? file
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", name);
}
