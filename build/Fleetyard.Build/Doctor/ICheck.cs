namespace Fleetyard.Build.Doctor;

/// <summary>Looks at one thing that a run may need.</summary>
internal interface ICheck
{
    /// <summary>What is looked at, such as <c>Docker</c>.</summary>
    string Subject { get; }

    /// <summary>Looks.</summary>
    Task<IReadOnlyList<Finding>> LookAsync(CancellationToken cancellationToken);
}
