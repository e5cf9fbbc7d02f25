namespace Fleetyard.LocalCloud.Faults;

/// <summary>What goes wrong with a call, or with what it makes.</summary>
public enum FaultKind
{
    /// <summary>The call is throttled: EC2's <c>RequestLimitExceeded</c>, the others' <c>ThrottlingException</c>.</summary>
    Throttle,

    /// <summary>The service fails: HTTP 500.</summary>
    Error500,

    /// <summary>The service is not available: HTTP 503.</summary>
    Error503,

    /// <summary>The connection is reset before the work.</summary>
    ResetBefore,

    /// <summary>The work is done and the connection reset: the answer is lost.</summary>
    ResetAfter,

    /// <summary>The work is done, and no answer comes for as long as the client waits.</summary>
    Hang,

    /// <summary>The work is done, and half of the answer comes.</summary>
    CutShort,

    /// <summary>The credentials have expired.</summary>
    ExpiredCredentials,

    /// <summary>The caller lacks the permission.</summary>
    Denied,

    /// <summary>The service's clock is an hour ahead for this call, whose signature is too old for it.</summary>
    ClockSkew,

    /// <summary>EC2 has no capacity for the launch at this moment.</summary>
    InsufficientInstanceCapacity,

    /// <summary>EC2 does not have the instance type in the zone.</summary>
    Unsupported,

    /// <summary>The instance runs, and SSM never hears of it.</summary>
    NeverOnline,

    /// <summary>The instance ends when it is sent this command.</summary>
    InstanceDies,

    /// <summary>EC2 takes the Spot Instance back when it is sent this command.</summary>
    SpotInterruption,

    /// <summary>SSM takes the command, and it never gets to the instance.</summary>
    CommandLost,

    /// <summary>The AMI fails, with its snapshots.</summary>
    ImageFails,

    /// <summary>The AMI stays pending.</summary>
    ImageNeverEnds,

    /// <summary>The fleet ends in <c>CREATE_FAILED</c>.</summary>
    FleetFails,

    /// <summary>The fleet ends in <c>CREATE_FAILED</c>, with the context <c>INSUFFICIENT_CAPACITY</c>.</summary>
    FleetLacksCapacity,
}
