namespace Fleetyard.Fleets.Runs;

/// <summary>What a run made so that its instance can be reached by SSH; no secret is among it.</summary>
public sealed record SshAccess
{
    /// <summary>The name of its security group, where it has one, and, for <see cref="Recipes.RemoteAccess.Ssh"/>, of its key pair.</summary>
    public required string Name { get; init; }

    /// <summary>The one address that may connect, as a CIDR block; null where nobody may, since a session passes the connection on.</summary>
    public string? From { get; init; }

    /// <summary>The fingerprint of the host key that the instance must show, such as <c>SHA256:…</c>.</summary>
    public required string HostKey { get; init; }

    /// <summary>The security group, known from the moment that EC2 made it; null also where there is none.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>The key pair, known from the moment that EC2 has it; null where EC2 Instance Connect brings the key.</summary>
    public string? KeyPairName { get; init; }
}
