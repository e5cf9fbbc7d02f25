namespace Fleetyard.Images;

/// <summary>An image could not be looked at; the message is one line that says what was asked, what was found and what to do.</summary>
public sealed class ImageException(string message, Exception? innerException = null) : Exception(message, innerException);
