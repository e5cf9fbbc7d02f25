namespace Fleetyard.Docker;

/// <summary>A Docker engine could not be asked, or refused; the message is one line that says what was found and what to do.</summary>
public sealed class EngineException(string message, Exception? innerException = null) : Exception(message, innerException);
