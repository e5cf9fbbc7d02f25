namespace Fleetyard.Images.Registry;

/// <summary>The network broke off; the same may go well when it is tried again.</summary>
internal sealed class TransferException(string message, Exception? innerException = null) : IOException(message, innerException);
