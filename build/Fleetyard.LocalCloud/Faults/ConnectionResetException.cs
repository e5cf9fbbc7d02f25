namespace Fleetyard.LocalCloud.Faults;

/// <summary>A call ends without an answer, before its work.</summary>
internal sealed class ConnectionResetException : Exception;
