namespace Fleetyard.Fleets.Inventory;

/// <summary>Something in a cloud that carries Fleetyard's tags.</summary>
public sealed record Resource
{
    /// <summary>What it is.</summary>
    public required ResourceKind Kind { get; init; }

    /// <summary>Its id, or its ARN where it is CodeBuild's.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The region that it is in.</summary>
    public required string Region { get; init; }

    /// <summary>Its state in the service's own word, such as <c>running</c> or <c>ACTIVE</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it was made, in UTC; null where the service does not say.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The recipe that it belongs to.</summary>
    public string? Recipe { get; init; }

    /// <summary>The fingerprint of that recipe when it was made.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The run that made it.</summary>
    public string? RunId { get; init; }

    /// <summary>Whose it is.</summary>
    public string? Owner { get; init; }

    /// <summary>When it counts as forgotten, in UTC.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>The ARN of a project's fleet; null where that is gone, and for everything else.</summary>
    public string? PartOf { get; init; }

    /// <summary>The fleets and instances that run on it, tagged or not.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];
}

/// <summary>What a <see cref="Resource"/> is, in the order in which they may be removed.</summary>
public enum ResourceKind
{
    /// <summary>A CodeBuild project.</summary>
    Project,

    /// <summary>A CodeBuild fleet.</summary>
    Fleet,

    /// <summary>An AMI with its snapshots.</summary>
    Ami,

    /// <summary>A snapshot that no AMI has.</summary>
    Snapshot,

    /// <summary>An EC2 instance.</summary>
    Instance,

    /// <summary>The security group of an instance that is reached by SSH.</summary>
    SecurityGroup,

    /// <summary>The key pair of one.</summary>
    KeyPair,
}
