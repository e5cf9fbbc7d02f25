namespace Fleetyard.Fleets.Provisioning;

/// <summary>How a script asks for a reboot.</summary>
internal static class Reboot
{
    /// <summary>The exit code with which a script asks for a reboot, to run again after it: SSM's own.</summary>
    public const int Wanted = 194;
}
