namespace Fleetyard.Sweep;

/// <summary>The process is gone.</summary>
internal sealed class KilledException : Exception;
