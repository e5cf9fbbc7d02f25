namespace Fleetyard.Build;

/// <summary>What the program's exit code says.</summary>
public static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Could not.</summary>
    public const int CouldNot = 1;

    /// <summary>Checked, and found wanting: an expectation failed.</summary>
    public const int FoundWanting = 2;

    /// <summary>Interrupted by Ctrl-C or SIGTERM.</summary>
    public const int Interrupted = 130;
}
