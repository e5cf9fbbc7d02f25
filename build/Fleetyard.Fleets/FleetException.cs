namespace Fleetyard.Fleets;

/// <summary>A step could not do its work; the message is one line: what was asked, what was found, what to do.</summary>
public class FleetException(string message, Exception? innerException = null) : Exception(message, innerException);

/// <summary>A check was made, and an expectation failed.</summary>
public sealed class FoundWantingException(string message) : FleetException(message);
