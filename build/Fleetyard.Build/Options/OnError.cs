namespace Fleetyard.Build.Options;

/// <summary>What becomes of a run's instance when a step fails.</summary>
public enum OnError
{
    /// <summary>It is terminated.</summary>
    Cleanup,

    /// <summary>It is kept, to look at it.</summary>
    Keep,

    /// <summary>The user is asked, where there is a terminal to ask at.</summary>
    Ask,
}
