namespace Fleetyard.Wire;

/// <summary>Where an exchange is not as the model has it.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Path">Where, such as <c>DescribeInstancesResponse.reservationSet[0].instancesSet[0].placement</c>.</param>
/// <param name="Message">What was found, and what the model has.</param>
public sealed record WireFault(FaultKind Kind, string Path, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Path}: {Message}";
}
