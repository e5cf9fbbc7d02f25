namespace Fleetyard.LocalCloud;

/// <summary>LocalCloud cannot start or read a setting; the message is one line that says why and what to do.</summary>
public sealed class LocalCloudException(string message, Exception? innerException = null) : Exception(message, innerException);
