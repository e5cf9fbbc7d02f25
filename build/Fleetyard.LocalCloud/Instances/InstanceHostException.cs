namespace Fleetyard.LocalCloud.Instances;

/// <summary>An instance host could not do what was asked; the message is one line that says why and what to do.</summary>
public sealed class InstanceHostException(string message, Exception? innerException = null) : Exception(message, innerException);
