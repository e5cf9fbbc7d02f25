namespace Fleetyard.Recipes;

/// <summary>How commands reach an instance.</summary>
public enum RemoteAccess
{
    /// <summary>AWS Systems Manager Run Command: no inbound port and no key.</summary>
    Ssm,

    /// <summary>SSH, with an ed25519 key pair and a host key made for the run.</summary>
    Ssh,

    /// <summary>SSH, with a key that EC2 Instance Connect brings to the instance for a minute; the AMI must have its agent.</summary>
    Ec2InstanceConnect,
}

/// <summary>How an instance is reached by SSH.</summary>
public sealed record SshSettings
{
    /// <summary>The user whose <c>sudo</c> asks for no password; null for the provider's own (<c>ec2-user</c>, <c>ubuntu</c>, <c>admin</c>).</summary>
    public string? User { get; init; }

    /// <summary>How the instance's port is reached.</summary>
    public SshRoute Through { get; init; } = SshRoute.Direct;

    /// <summary>The one address that may connect, as a CIDR block of /32 or /128; null for the caller's own, found when it is needed.</summary>
    public string? From { get; init; }

    /// <summary>Which of the instance's addresses is connected to.</summary>
    public SshAddress Address { get; init; } = SshAddress.Public;
}

/// <summary>How an instance's SSH port is reached.</summary>
public enum SshRoute
{
    /// <summary>At one of its addresses, through a security group that is open to one address.</summary>
    Direct,

    /// <summary>Through a session of Session Manager, which the instance's SSM agent connects to its own port: no inbound port is open.</summary>
    SessionManager,
}

/// <summary>Which of an instance's addresses is connected to.</summary>
public enum SshAddress
{
    /// <summary>The public IPv4 address.</summary>
    Public,

    /// <summary>The private IPv4 address, as from within the VPC.</summary>
    Private,

    /// <summary>The IPv6 address.</summary>
    Ipv6,
}
