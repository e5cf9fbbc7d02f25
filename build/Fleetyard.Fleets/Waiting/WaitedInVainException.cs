namespace Fleetyard.Fleets.Waiting;

/// <summary>A wait's deadline passed.</summary>
public sealed class WaitedInVainException(string message) : FleetException(message);
