namespace Fleetyard.Fleets.Planning;

/// <summary>What a step would do.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Action">Of which kind it is.</param>
/// <param name="What">In a line.</param>
public sealed record PlannedStep(string Step, PlannedAction Action, string What);

/// <summary>The kinds of what a step would do.</summary>
public enum PlannedAction
{
    /// <summary>Something new is made.</summary>
    Create,

    /// <summary>Scripts run.</summary>
    Run,

    /// <summary>Something that is there is changed.</summary>
    Update,

    /// <summary>What is there is used as it is.</summary>
    Reuse,

    /// <summary>It would fail.</summary>
    Fail,
}
