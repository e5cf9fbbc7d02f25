namespace Fleetyard.Wire.Models;

/// <summary>Where a model contradicts the service that it describes.</summary>
internal static class Errata
{
    private const string Duration = @"P(?=.)(\d+D)?(T(\d+H)?(\d+M)?(\d+([.,]\d+)?S)?)?";

    /// <summary>A pattern as it is meant.</summary>
    /// <remarks>
    /// SSM's StringDateTime is a well-known expression for ISO 8601 that lost every <c>+</c>, so that a fraction had one digit; and
    /// ExecutionElapsedTime, which has that shape, is a duration (GetCommandInvocation in the Systems Manager API Reference: "PT0.004S").
    /// </remarks>
    public static string Pattern(string service, string shape, string pattern) => (service, shape) is ("ssm", "StringDateTime")
        ? $"{pattern.Replace(@"[\.,]\d", @"[\.,]\d+", StringComparison.Ordinal).Replace(@"[\-]", @"[+\-]", StringComparison.Ordinal)}|{Duration}"
        : pattern;
}
