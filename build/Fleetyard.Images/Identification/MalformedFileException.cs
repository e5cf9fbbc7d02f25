namespace Fleetyard.Images.Identification;

/// <summary>A file is not what its name or its first bytes promise; the message is one line that says what was wrong.</summary>
public sealed class MalformedFileException(string message) : Exception(message);
