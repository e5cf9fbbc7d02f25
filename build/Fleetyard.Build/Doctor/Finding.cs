namespace Fleetyard.Build.Doctor;

/// <summary>What a check found.</summary>
/// <param name="Subject">What was looked at.</param>
/// <param name="Verdict">Whether it will do.</param>
/// <param name="What">What is so and, unless it is well, what to do.</param>
public sealed record Finding(string Subject, Verdict Verdict, string What)
{
    internal static Finding Ok(string subject, string what) => new(subject, Verdict.Ok, what);

    internal static Finding Warning(string subject, string what) => new(subject, Verdict.Warning, what);

    internal static Finding Fault(string subject, string what) => new(subject, Verdict.Fault, what);
}

/// <summary>Whether something will do.</summary>
public enum Verdict
{
    /// <summary>It will.</summary>
    Ok,

    /// <summary>It will for what was asked, and not for all.</summary>
    Warning,

    /// <summary>It will not do for what was asked.</summary>
    Fault,
}
