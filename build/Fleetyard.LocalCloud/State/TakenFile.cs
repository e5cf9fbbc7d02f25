namespace Fleetyard.LocalCloud.State;

/// <summary>Files that another process has open for itself alone.</summary>
internal static class TakenFile
{
    /// <summary>What .NET tells of one: EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION.</summary>
    private static readonly int[] Codes = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Whether that is why a file could not be opened, which passes; a full disk or a folder that is not there does not.</summary>
    public static bool Is(IOException fault) => Codes.Contains(fault.HResult);
}
