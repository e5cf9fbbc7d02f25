namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>A session broke, or could not be begun; another may go better. Its message is part of a sentence.</summary>
internal sealed class SessionException(string message, Exception? inner = null) : IOException(message, inner);
