namespace Fleetyard.Recipes;

/// <summary>What a fleet's AMI is called and tagged with, who may launch it, and how long it lives.</summary>
public sealed record AmiSettings
{
    /// <summary>The AMI's name; <c>{date}</c>, <c>{commit}</c> and <c>{fingerprint}</c> are filled in by the run.</summary>
    public required string Name { get; init; }

    /// <summary>The AMI's description, at most 255 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>The ARN of the organization that CodeBuild's fleets belong to in the recipe's region.</summary>
    public required string OrganizationArn { get; init; }

    /// <summary>Tags beside those that every run writes.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Tags of its snapshots beside those that every run writes.</summary>
    public IReadOnlyDictionary<string, string> SnapshotTags { get; init; } = new Dictionary<string, string>();

    /// <summary>The customer's KMS key that encrypts its snapshots in the recipe's region: a key's id or ARN, or <c>alias/…</c>; null for none.</summary>
    public string? KmsKey { get; init; }

    /// <summary>After how many days it counts as deprecated, 1 to 3650; null for never.</summary>
    public int? DeprecateAfterDays { get; init; }

    /// <summary>Whether it is protected from being deregistered.</summary>
    public bool DeregistrationProtection { get; init; }

    /// <summary>Who may launch it beside CodeBuild's organization.</summary>
    public AmiPermissions Permissions { get; init; } = new();

    /// <summary>Paths that an AMI may have although the audit finds them: absolute, with <c>?</c>, <c>*</c> within a folder and <c>**</c> over folders.</summary>
    public IReadOnlyList<string> Allow { get; init; } = [];

    /// <summary>How many of the recipe's AMIs are kept in each region, the newest of them; older ones that nothing uses are retired. Null for all.</summary>
    public int? Keep { get; init; }
}

/// <summary>Who may launch an AMI.</summary>
public sealed record AmiPermissions
{
    /// <summary>12-digit account ids.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>ARNs of organizations.</summary>
    public IReadOnlyList<string> OrganizationArns { get; init; } = [];

    /// <summary>ARNs of organizational units.</summary>
    public IReadOnlyList<string> OrganizationalUnitArns { get; init; } = [];
}
