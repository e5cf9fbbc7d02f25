namespace Fleetyard.Build.Guard;

/// <summary>What an owner can limit.</summary>
public enum GuardKind
{
    /// <summary>The AWS accounts.</summary>
    Accounts,

    /// <summary>The regions.</summary>
    Regions,

    /// <summary>The types of the instances that AMIs are made on and that fleets are of.</summary>
    InstanceTypes,

    /// <summary>How many machines a fleet may have at most.</summary>
    Capacity,
}
