using System.Net.Sockets;
using Renci.SshNet.Common;

namespace Fleetyard.Fleets.Ssh;

/// <summary>Tells a broken or refused connection from other failures.</summary>
internal static class SshFailures
{
    public static bool IsBroken(Exception e) => e is SshException or SocketException or IOException or ObjectDisposedException;
}

/// <summary>A host showed another key than the run's.</summary>
internal sealed class HostKeyDiffersException(string shown, Exception inner) : Exception($"The host shows the key {shown}.", inner)
{
    public string Shown => shown;
}

/// <summary>The user may not become root without a password.</summary>
internal sealed class SudoRefusedException(string answer) : Exception(answer);
