namespace Fleetyard.LocalCloud.Instances;

/// <summary>What an instance is on this machine.</summary>
public enum InstanceKind
{
    /// <summary>A container of the recipe's distribution.</summary>
    Docker,

    /// <summary>A copy-on-write clone of this machine.</summary>
    Overlay,

    /// <summary>Nothing: scripts are syntax-checked and recorded.</summary>
    Simulated,
}
